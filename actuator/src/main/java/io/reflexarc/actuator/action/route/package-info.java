/**
 * Traffic of a Gateway API route shifted from one backend to another, and back in steps. Depends on
 * {@code action} and {@code cluster}.
 */
@NullMarked
package io.reflexarc.actuator.action.route;

import org.jspecify.annotations.NullMarked;
