/** What an endpoint costs that does nothing: the other side of a ratio. */
@NullMarked
package io.dayshift.systemtests.benchmark.reference;

import org.jspecify.annotations.NullMarked;
