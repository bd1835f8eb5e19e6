/** Scenes for the contract of all actions. */
@NullMarked
package io.reflexarc.actuator.action.patch;

import org.jspecify.annotations.NullMarked;
