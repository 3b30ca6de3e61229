/** The handler that faulty runs are made of; packed into a jar of its own for the workers. */
@NullMarked
package io.dayshift.systemtests.faults.effect;

import org.jspecify.annotations.NullMarked;
