/** Objects for tests. */
@NullMarked
package io.reflexarc.detector.cluster;

import org.jspecify.annotations.NullMarked;
