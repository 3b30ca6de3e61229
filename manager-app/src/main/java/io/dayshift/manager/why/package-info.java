/** Says why a task is where it is. */
@NullMarked
package io.dayshift.manager.why;

import org.jspecify.annotations.NullMarked;
