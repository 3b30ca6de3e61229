/** Claims tasks, runs them and reports how they ended. */
@NullMarked
package io.dayshift.worker.run;

import org.jspecify.annotations.NullMarked;
