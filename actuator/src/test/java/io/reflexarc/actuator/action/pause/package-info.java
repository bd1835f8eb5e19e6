/** Scenes for the contract of all actions. */
@NullMarked
package io.reflexarc.actuator.action.pause;

import org.jspecify.annotations.NullMarked;
