/** Scenes for the contract of all actions. */
@NullMarked
package io.reflexarc.actuator.action.scale;

import org.jspecify.annotations.NullMarked;
