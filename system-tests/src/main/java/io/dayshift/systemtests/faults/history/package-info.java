/** What happened, as three recorders that know nothing of each other have it. */
@NullMarked
package io.dayshift.systemtests.faults.history;

import org.jspecify.annotations.NullMarked;
