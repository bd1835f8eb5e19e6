/** Tests of the actuator, and what they work with. */
@NullMarked
package io.reflexarc.actuator;

import org.jspecify.annotations.NullMarked;
