/** What is told of a command: its audit record, its metrics, its line in the log. */
@NullMarked
package io.reflexarc.actuator.report;

import org.jspecify.annotations.NullMarked;
