/** Hears the bell. */
@NullMarked
package io.dayshift.worker.assign;

import org.jspecify.annotations.NullMarked;
