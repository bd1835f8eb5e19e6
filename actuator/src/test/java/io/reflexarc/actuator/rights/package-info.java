/** The roles that the enabled actions need. */
@NullMarked
package io.reflexarc.actuator.rights;

import org.jspecify.annotations.NullMarked;
