/** The worker: comes to work, does the tasks in its queue and leaves its station clean. */
@NullMarked
package io.dayshift.worker;

import org.jspecify.annotations.NullMarked;
