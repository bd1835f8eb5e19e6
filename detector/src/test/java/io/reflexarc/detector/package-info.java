/** The walls of the detector. */
@NullMarked
package io.reflexarc.detector;

import org.jspecify.annotations.NullMarked;
