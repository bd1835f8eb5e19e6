/**
 * How a story is shown: the view model (records in, timeline out), the screen, plain lines, and the
 * report. Depends on the scenario package and schemas; only {@code LiveTimeline} knows a terminal.
 */
@NullMarked
package io.reflexarc.sandbox.demo;

import org.jspecify.annotations.NullMarked;
