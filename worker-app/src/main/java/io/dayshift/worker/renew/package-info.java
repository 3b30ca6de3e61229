/** Keeps the lease. */
@NullMarked
package io.dayshift.worker.renew;

import org.jspecify.annotations.NullMarked;
