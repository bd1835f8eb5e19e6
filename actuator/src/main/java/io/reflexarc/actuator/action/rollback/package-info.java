/**
 * Back to what is proven: a workload to the stated revision, or a canary pair to its stable half.
 * Depends on {@code action} and {@code cluster}.
 */
@NullMarked
package io.reflexarc.actuator.action.rollback;

import org.jspecify.annotations.NullMarked;
