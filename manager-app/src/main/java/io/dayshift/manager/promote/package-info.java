/** Moves tasks on when their time has come: due, expired, forgotten. */
@NullMarked
package io.dayshift.manager.promote;

import org.jspecify.annotations.NullMarked;
