/** Has Kubernetes remove the workers first that have the least to do. */
@NullMarked
package io.dayshift.manager.scaledown;

import org.jspecify.annotations.NullMarked;
