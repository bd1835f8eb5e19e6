/** Rollback, for the contract of all actions. */
@NullMarked
package io.reflexarc.actuator.action.rollback;

import org.jspecify.annotations.NullMarked;
