@NullMarked
package io.reflexarc.actuator.page;

import org.jspecify.annotations.NullMarked;
