/** Recorded watch streams through our readers, and the border to the cluster's client. */
@NullMarked
package io.reflexarc.detector.watch;

import org.jspecify.annotations.NullMarked;
