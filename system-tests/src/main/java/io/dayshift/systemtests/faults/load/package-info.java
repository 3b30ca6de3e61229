/** Clients that hand in tasks, cancel some, and write down what they were told. */
@NullMarked
package io.dayshift.systemtests.faults.load;

import org.jspecify.annotations.NullMarked;
