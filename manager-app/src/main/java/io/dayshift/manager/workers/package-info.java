/** Shows workers and what they have; drains them and sends them home. */
@NullMarked
package io.dayshift.manager.workers;

import org.jspecify.annotations.NullMarked;
