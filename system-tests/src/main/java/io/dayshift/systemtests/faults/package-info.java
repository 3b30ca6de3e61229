/** Runs a crew while things go wrong and checks that nothing is lost, nothing ends twice, and all of it is explained. */
@NullMarked
package io.dayshift.systemtests.faults;

import org.jspecify.annotations.NullMarked;
