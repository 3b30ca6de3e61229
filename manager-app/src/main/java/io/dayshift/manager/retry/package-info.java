/** Gives tasks that ended badly another chance. */
@NullMarked
package io.dayshift.manager.retry;

import org.jspecify.annotations.NullMarked;
