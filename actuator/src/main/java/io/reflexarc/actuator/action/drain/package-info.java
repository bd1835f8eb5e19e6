/** {@code drainNode}: a node is closed, and its pods are evicted in waves within their budgets. */
@NullMarked
package io.reflexarc.actuator.action.drain;

import org.jspecify.annotations.NullMarked;
