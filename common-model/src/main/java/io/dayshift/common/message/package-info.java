/** JSON bodies of the HTTP calls. */
@NullMarked
package io.dayshift.common.message;

import org.jspecify.annotations.NullMarked;
