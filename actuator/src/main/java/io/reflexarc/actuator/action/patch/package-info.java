/**
 * One field of a workload is set by server-side apply, where the settings allow it and nobody else
 * owns it. Depends on {@code action} and {@code cluster}.
 */
@NullMarked
package io.reflexarc.actuator.action.patch;

import org.jspecify.annotations.NullMarked;
