/** What needs both services: the demo, the benchmark and the end-to-end tests. */
@NullMarked
package io.dayshift.systemtests;

import org.jspecify.annotations.NullMarked;
