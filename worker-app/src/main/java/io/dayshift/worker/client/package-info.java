/** Calls from the worker to managers. */
@NullMarked
package io.dayshift.worker.client;

import org.jspecify.annotations.NullMarked;
