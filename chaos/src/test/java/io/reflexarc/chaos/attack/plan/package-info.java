/** A schedule follows from its seed. */
@NullMarked
package io.reflexarc.chaos.attack.plan;

import org.jspecify.annotations.NullMarked;
