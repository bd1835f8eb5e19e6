/** Rolling back through who delivers, and handing back. */
@NullMarked
package io.reflexarc.actuator.action.through;

import org.jspecify.annotations.NullMarked;
