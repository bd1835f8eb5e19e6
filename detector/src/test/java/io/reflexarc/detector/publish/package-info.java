/** What a test publishes, to look at. */
@NullMarked
package io.reflexarc.detector.publish;

import org.jspecify.annotations.NullMarked;
