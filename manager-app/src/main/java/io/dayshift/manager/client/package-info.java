/** Calls from the manager to workers. */
@NullMarked
package io.dayshift.manager.client;

import org.jspecify.annotations.NullMarked;
