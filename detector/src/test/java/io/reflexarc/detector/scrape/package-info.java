/** Agenda and endpoints. */
@NullMarked
package io.reflexarc.detector.scrape;

import org.jspecify.annotations.NullMarked;
