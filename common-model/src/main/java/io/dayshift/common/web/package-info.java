/** How both services speak HTTP: strict about what comes in, plain about what was wrong. */
@NullMarked
package io.dayshift.common.web;

import org.jspecify.annotations.NullMarked;
