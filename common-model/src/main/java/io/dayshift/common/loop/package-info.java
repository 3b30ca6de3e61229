/** How work that has to be done again and again is paced. */
@NullMarked
package io.dayshift.common.loop;

import org.jspecify.annotations.NullMarked;
