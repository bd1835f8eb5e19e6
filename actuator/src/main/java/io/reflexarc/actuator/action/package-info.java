/**
 * What an action is: it looks, and then plans as a pure function of what it saw. It never writes;
 * its plan says what to write. One package below for each action. Depends on {@code cluster}.
 */
@NullMarked
package io.reflexarc.actuator.action;

import org.jspecify.annotations.NullMarked;
