/** Versions and owners. */
@NullMarked
package io.reflexarc.detector.attribution;

import org.jspecify.annotations.NullMarked;
