/** What every action must do, whichever it is, and a place to show it in. */
@NullMarked
package io.reflexarc.actuator.action;

import org.jspecify.annotations.NullMarked;
