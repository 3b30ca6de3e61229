/** Measures a crew. */
@NullMarked
package io.dayshift.systemtests.benchmark;

import org.jspecify.annotations.NullMarked;
