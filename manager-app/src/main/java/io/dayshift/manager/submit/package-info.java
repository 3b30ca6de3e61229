/** Takes tasks in: reads them strictly and stores them in gathered batches. */
@NullMarked
package io.dayshift.manager.submit;

import org.jspecify.annotations.NullMarked;
