/** Workload states. */
@NullMarked
package io.reflexarc.detector.workload;

import org.jspecify.annotations.NullMarked;
