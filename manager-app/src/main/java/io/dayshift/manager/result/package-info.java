/** Shows tasks and their results, at once or when they end. */
@NullMarked
package io.dayshift.manager.result;

import org.jspecify.annotations.NullMarked;
