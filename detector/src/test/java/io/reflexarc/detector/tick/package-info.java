/** Watermarks and ticks. */
@NullMarked
package io.reflexarc.detector.tick;

import org.jspecify.annotations.NullMarked;
