/** What every feature needs: configuration, clock, health. */
@NullMarked
package io.dayshift.worker.system;

import org.jspecify.annotations.NullMarked;
