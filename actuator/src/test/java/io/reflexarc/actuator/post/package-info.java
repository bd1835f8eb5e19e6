@NullMarked
package io.reflexarc.actuator.post;

import org.jspecify.annotations.NullMarked;
