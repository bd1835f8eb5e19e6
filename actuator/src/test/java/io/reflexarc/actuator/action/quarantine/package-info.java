/** {@code quarantinePod}. */
@NullMarked
package io.reflexarc.actuator.action.quarantine;

import org.jspecify.annotations.NullMarked;
