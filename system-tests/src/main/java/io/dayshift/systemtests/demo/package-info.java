/** Shows a first crew at work. */
@NullMarked
package io.dayshift.systemtests.demo;

import org.jspecify.annotations.NullMarked;
