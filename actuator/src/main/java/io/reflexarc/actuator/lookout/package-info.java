/**
 * Looks after what was applied: whether it stays. Depends on {@code action}, {@code cluster},
 * {@code errand} and {@code owner}.
 */
@NullMarked
package io.reflexarc.actuator.lookout;

import org.jspecify.annotations.NullMarked;
