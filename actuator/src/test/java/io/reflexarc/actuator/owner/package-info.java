@NullMarked
package io.reflexarc.actuator.owner;

import org.jspecify.annotations.NullMarked;
