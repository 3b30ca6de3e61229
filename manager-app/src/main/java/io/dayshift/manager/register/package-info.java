/** Admits workers. */
@NullMarked
package io.dayshift.manager.register;

import org.jspecify.annotations.NullMarked;
