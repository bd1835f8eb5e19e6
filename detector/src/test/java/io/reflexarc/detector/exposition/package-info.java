/** Exposition texts, well-formed and hostile. */
@NullMarked
package io.reflexarc.detector.exposition;

import org.jspecify.annotations.NullMarked;
