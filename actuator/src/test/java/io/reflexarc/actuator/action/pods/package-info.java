/** Pods, budgets and selectors. */
@NullMarked
package io.reflexarc.actuator.action.pods;

import org.jspecify.annotations.NullMarked;
