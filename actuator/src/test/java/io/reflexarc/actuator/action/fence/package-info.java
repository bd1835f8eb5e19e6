/** {@code fenceLeader}. */
@NullMarked
package io.reflexarc.actuator.action.fence;

import org.jspecify.annotations.NullMarked;
