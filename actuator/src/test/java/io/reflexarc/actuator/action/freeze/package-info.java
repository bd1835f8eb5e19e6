/** Scenes for the contract of all actions. */
@NullMarked
package io.reflexarc.actuator.action.freeze;

import org.jspecify.annotations.NullMarked;
