/** Hands pending tasks to workers and rings their bells. */
@NullMarked
package io.dayshift.manager.assign;

import org.jspecify.annotations.NullMarked;
