/** The list of fact types and its page. */
@NullMarked
package io.reflexarc.detector.finding;

import org.jspecify.annotations.NullMarked;
