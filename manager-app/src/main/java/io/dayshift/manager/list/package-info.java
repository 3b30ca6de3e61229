/** Finds tasks. */
@NullMarked
package io.dayshift.manager.list;

import org.jspecify.annotations.NullMarked;
