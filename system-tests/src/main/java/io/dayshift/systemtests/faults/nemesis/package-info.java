/** Makes things go wrong, by a schedule that a seed decides. */
@NullMarked
package io.dayshift.systemtests.faults.nemesis;

import org.jspecify.annotations.NullMarked;
