@NullMarked
package io.reflexarc.actuator.action.webhook;

import org.jspecify.annotations.NullMarked;
