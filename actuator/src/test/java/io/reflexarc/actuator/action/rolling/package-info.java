/** Scenes for the contract of all actions. */
@NullMarked
package io.reflexarc.actuator.action.rolling;

import org.jspecify.annotations.NullMarked;
