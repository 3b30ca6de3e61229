/**
 * The load side: a small HTTP/1.1 client on bare sockets, and the shapes of load that are built on it. It does as little
 * as can be done, so that what is measured is the crew.
 */
@NullMarked
package io.dayshift.systemtests.benchmark.load;

import org.jspecify.annotations.NullMarked;
