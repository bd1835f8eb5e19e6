/** {@code restartPod}: the sick pod goes, its controller makes another. */
@NullMarked
package io.reflexarc.actuator.action.restart;

import org.jspecify.annotations.NullMarked;
