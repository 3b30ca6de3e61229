/** A TCP proxy that can be told to be a bad network. */
@NullMarked
package io.dayshift.systemtests.faults.proxy;

import org.jspecify.annotations.NullMarked;
