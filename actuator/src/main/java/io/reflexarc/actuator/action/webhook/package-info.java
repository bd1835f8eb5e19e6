/**
 * Another system is told to do something. Depends on {@code action}, {@code cluster}, {@code post}.
 */
@NullMarked
package io.reflexarc.actuator.action.webhook;

import org.jspecify.annotations.NullMarked;
