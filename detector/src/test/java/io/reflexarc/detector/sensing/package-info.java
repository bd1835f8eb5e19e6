/** The core, from observations to facts. */
@NullMarked
package io.reflexarc.detector.sensing;

import org.jspecify.annotations.NullMarked;
