@NullMarked
package io.reflexarc.actuator.action.route;

import org.jspecify.annotations.NullMarked;
