/** What every feature needs: configuration, clock, wake-ups, waiters. */
@NullMarked
package io.dayshift.manager.system;

import org.jspecify.annotations.NullMarked;
