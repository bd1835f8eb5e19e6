/** Tests of the world's traffic. */
@NullMarked
package io.reflexarc.sandbox.world.traffic;

import org.jspecify.annotations.NullMarked;
