/** Counts. */
@NullMarked
package io.dayshift.manager.stats;

import org.jspecify.annotations.NullMarked;
