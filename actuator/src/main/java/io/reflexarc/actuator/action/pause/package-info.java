/**
 * A rollout goes no further, and on again when it was this system that stopped it. Depends on
 * {@code action}, {@code history} and {@code cluster}.
 */
@NullMarked
package io.reflexarc.actuator.action.pause;

import org.jspecify.annotations.NullMarked;
