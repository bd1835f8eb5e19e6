/** Time for the deciders: low watermarks, one an event-second and owned partition. */
@NullMarked
package io.reflexarc.detector.tick;

import org.jspecify.annotations.NullMarked;
