/** Calls to addresses that somebody else has named: where they may go, how much may come back, how long it may take. */
@NullMarked
package io.dayshift.common.net;

import org.jspecify.annotations.NullMarked;
