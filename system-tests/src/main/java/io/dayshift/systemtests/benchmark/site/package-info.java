/** What is measured: a crew of processes, and how its manager is talked to. */
@NullMarked
package io.dayshift.systemtests.benchmark.site;

import org.jspecify.annotations.NullMarked;
