/** {@code drainNode}. */
@NullMarked
package io.reflexarc.actuator.action.drain;

import org.jspecify.annotations.NullMarked;
