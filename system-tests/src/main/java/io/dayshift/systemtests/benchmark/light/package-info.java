/** Workers that are no processes: many of them in this one, to see what their number costs. */
@NullMarked
package io.dayshift.systemtests.benchmark.light;

import org.jspecify.annotations.NullMarked;
