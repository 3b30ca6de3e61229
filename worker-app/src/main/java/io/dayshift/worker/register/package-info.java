/** Opens sessions at a manager. */
@NullMarked
package io.dayshift.worker.register;

import org.jspecify.annotations.NullMarked;
