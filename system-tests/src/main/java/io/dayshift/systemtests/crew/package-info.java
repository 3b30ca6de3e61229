/** Starts managers, workers and Redis as processes of their own. */
@NullMarked
package io.dayshift.systemtests.crew;

import org.jspecify.annotations.NullMarked;
