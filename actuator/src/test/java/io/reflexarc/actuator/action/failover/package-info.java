@NullMarked
package io.reflexarc.actuator.action.failover;

import org.jspecify.annotations.NullMarked;
