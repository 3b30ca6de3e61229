/** What a worker is: its values and its states. Plain Java, no framework. */
@NullMarked
package io.dayshift.common.worker;

import org.jspecify.annotations.NullMarked;
