/**
 * A feature switched in a ConfigMap, and back. Several incidents may hold one switch; the last that
 * lets go gives the value back. Depends on {@code action} and {@code cluster}.
 */
@NullMarked
package io.reflexarc.actuator.action.flag;

import org.jspecify.annotations.NullMarked;
