/** Whole detectors: how several share a cluster, come and go, and are one truth. */
@NullMarked
package io.reflexarc.sandbox.detector;

import org.jspecify.annotations.NullMarked;
