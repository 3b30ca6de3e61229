/** What needs both services: the demo, the measurements and the end-to-end tests. */
@NullMarked
package io.dayshift.systemtests;

import org.jspecify.annotations.NullMarked;
