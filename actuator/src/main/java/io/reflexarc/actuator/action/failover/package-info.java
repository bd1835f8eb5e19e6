/**
 * A Service pointed at other pods, provided that one of them is ready. Depends on {@code action}
 * and {@code cluster}.
 */
@NullMarked
package io.reflexarc.actuator.action.failover;

import org.jspecify.annotations.NullMarked;
