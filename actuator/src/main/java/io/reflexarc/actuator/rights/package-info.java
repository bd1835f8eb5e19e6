/** The roles that the enabled actions need, and no more. Depends on {@code action}. */
@NullMarked
package io.reflexarc.actuator.rights;

import org.jspecify.annotations.NullMarked;
