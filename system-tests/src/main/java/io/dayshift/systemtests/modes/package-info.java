/** Measures what is lost when the master of Redis is killed, for each way of running Redis. */
@NullMarked
package io.dayshift.systemtests.modes;

import org.jspecify.annotations.NullMarked;
