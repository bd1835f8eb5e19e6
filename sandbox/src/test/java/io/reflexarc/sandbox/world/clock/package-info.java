/** Tests of the world's clock. */
@NullMarked
package io.reflexarc.sandbox.world.clock;

import org.jspecify.annotations.NullMarked;
