/**
 * An autoscaler keeps one number, and gets its bounds back when they are still as they were left
 * here. Depends on {@code action} and {@code cluster}.
 */
@NullMarked
package io.reflexarc.actuator.action.freeze;

import org.jspecify.annotations.NullMarked;
