/** How child processes are started so that none outlives its parent. */
@NullMarked
package io.dayshift.common.process;

import org.jspecify.annotations.NullMarked;
