/** All access to Redis: one Lua script for each verb, one method for each script. */
@NullMarked
package io.dayshift.common.store;

import org.jspecify.annotations.NullMarked;
