/** Measures how soon a death is noticed, and that nothing less is taken for one. */
@NullMarked
package io.dayshift.systemtests.liveness;

import org.jspecify.annotations.NullMarked;
