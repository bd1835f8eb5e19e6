/** Tests of an errand's turns: outcomes, fencing, crashes. */
@NullMarked
package io.reflexarc.actuator.errand;

import org.jspecify.annotations.NullMarked;
