/** Ends tasks on request. */
@NullMarked
package io.dayshift.manager.cancel;

import org.jspecify.annotations.NullMarked;
