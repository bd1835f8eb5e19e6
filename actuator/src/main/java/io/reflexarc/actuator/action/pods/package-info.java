/**
 * Pods as actions see them: who makes them anew, what protects them, and how one leaves. Depends on
 * {@code action} and {@code cluster}.
 */
@NullMarked
package io.reflexarc.actuator.action.pods;

import org.jspecify.annotations.NullMarked;
