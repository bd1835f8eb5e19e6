/** {@code cordonNode}, and {@code uncordon}, which takes back our own and no other. */
@NullMarked
package io.reflexarc.actuator.action.cordon;

import org.jspecify.annotations.NullMarked;
