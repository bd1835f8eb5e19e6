/** {@code quarantinePod}: the sick pod serves no more, and stays for the post-mortem. */
@NullMarked
package io.reflexarc.actuator.action.quarantine;

import org.jspecify.annotations.NullMarked;
