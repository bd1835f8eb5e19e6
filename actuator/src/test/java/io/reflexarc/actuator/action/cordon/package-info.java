/** {@code cordonNode} and {@code uncordon}. */
@NullMarked
package io.reflexarc.actuator.action.cordon;

import org.jspecify.annotations.NullMarked;
