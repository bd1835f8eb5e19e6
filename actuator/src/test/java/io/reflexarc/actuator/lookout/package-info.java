@NullMarked
package io.reflexarc.actuator.lookout;

import org.jspecify.annotations.NullMarked;
