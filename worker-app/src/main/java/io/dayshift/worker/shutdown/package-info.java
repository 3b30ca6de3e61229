/** Leaves in order. */
@NullMarked
package io.dayshift.worker.shutdown;

import org.jspecify.annotations.NullMarked;
