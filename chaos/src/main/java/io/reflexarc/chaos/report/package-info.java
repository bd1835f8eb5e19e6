/** What a game day leaves behind: JSON, JUnit XML and a page. Knows trials. */
@NullMarked
package io.reflexarc.chaos.report;

import org.jspecify.annotations.NullMarked;
