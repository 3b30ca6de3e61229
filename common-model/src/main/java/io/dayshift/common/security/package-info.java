/** Who may ask for what: callers are known by tokens, JWTs or certificates, and have roles by them. */
@NullMarked
package io.dayshift.common.security;

import org.jspecify.annotations.NullMarked;
