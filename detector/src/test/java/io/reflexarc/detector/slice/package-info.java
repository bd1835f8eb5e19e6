/** Partitions and their owners. */
@NullMarked
package io.reflexarc.detector.slice;

import org.jspecify.annotations.NullMarked;
