/** What a task is: its values and its states. Plain Java, no framework. */
@NullMarked
package io.dayshift.common.task;

import org.jspecify.annotations.NullMarked;
