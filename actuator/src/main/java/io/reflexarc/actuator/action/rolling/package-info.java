/**
 * All pods of a workload are replaced, a few at a time, as its own rollouts do. Depends on {@code
 * action}, {@code history} and {@code cluster}.
 */
@NullMarked
package io.reflexarc.actuator.action.rolling;

import org.jspecify.annotations.NullMarked;
