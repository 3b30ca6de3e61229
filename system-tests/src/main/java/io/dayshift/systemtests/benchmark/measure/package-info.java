/** The measures, each a class: what it does to a site, and what it takes down. */
@NullMarked
package io.dayshift.systemtests.benchmark.measure;

import org.jspecify.annotations.NullMarked;
