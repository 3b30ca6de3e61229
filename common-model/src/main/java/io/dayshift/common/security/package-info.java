/** Who may ask for what: bearer tokens, one for each role. */
@NullMarked
package io.dayshift.common.security;

import org.jspecify.annotations.NullMarked;
