@NullMarked
package io.reflexarc.actuator.action.flag;

import org.jspecify.annotations.NullMarked;
