/** Holds what was seen against what may be. */
@NullMarked
package io.dayshift.systemtests.faults.check;

import org.jspecify.annotations.NullMarked;
