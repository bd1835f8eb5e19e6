/** Tests of the orders of humans. */
@NullMarked
package io.reflexarc.actuator.control;

import org.jspecify.annotations.NullMarked;
