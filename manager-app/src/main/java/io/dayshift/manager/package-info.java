/** The manager: takes tasks in, hands them out, looks after the crew. */
@NullMarked
package io.dayshift.manager;

import org.jspecify.annotations.NullMarked;
