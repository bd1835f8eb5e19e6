/** {@code restartPod}. */
@NullMarked
package io.reflexarc.actuator.action.restart;

import org.jspecify.annotations.NullMarked;
