/** {@code fenceLeader}: a pod that claims to lead without holding the lease goes. */
@NullMarked
package io.reflexarc.actuator.action.fence;

import org.jspecify.annotations.NullMarked;
