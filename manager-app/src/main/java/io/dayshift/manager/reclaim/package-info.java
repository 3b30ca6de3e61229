/** Finds workers that are lost and takes their tasks back. */
@NullMarked
package io.dayshift.manager.reclaim;

import org.jspecify.annotations.NullMarked;
