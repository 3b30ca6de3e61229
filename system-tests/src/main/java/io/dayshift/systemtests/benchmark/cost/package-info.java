/** What work costs: CPU time of each process, allocation and collections of each JVM, commands and memory of Redis. */
@NullMarked
package io.dayshift.systemtests.benchmark.cost;

import org.jspecify.annotations.NullMarked;
