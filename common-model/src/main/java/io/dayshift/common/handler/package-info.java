/** What users implement to teach workers a new type of task. */
@NullMarked
package io.dayshift.common.handler;

import org.jspecify.annotations.NullMarked;
