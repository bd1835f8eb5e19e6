/**
 * Another number of replicas, through the bounds of the autoscaler where one sets it. Depends on
 * {@code action} and {@code cluster}.
 */
@NullMarked
package io.reflexarc.actuator.action.scale;

import org.jspecify.annotations.NullMarked;
