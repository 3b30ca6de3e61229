/** What is measured, against which target, and how it is put down: the table and the file. */
@NullMarked
package io.dayshift.systemtests.benchmark.figures;

import org.jspecify.annotations.NullMarked;
