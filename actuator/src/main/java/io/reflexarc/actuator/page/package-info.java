/**
 * Tells humans: what the decider escalates becomes a page, and its end the page's resolution. A
 * small spine of its own beside that of the commands. Depends on {@code cluster}, {@code post} and
 * {@code report}.
 */
@NullMarked
package io.reflexarc.actuator.page;

import org.jspecify.annotations.NullMarked;
