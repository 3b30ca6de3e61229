/** The task types that every worker can do, and how users' own are found. */
@NullMarked
package io.dayshift.worker.handlers;

import org.jspecify.annotations.NullMarked;
