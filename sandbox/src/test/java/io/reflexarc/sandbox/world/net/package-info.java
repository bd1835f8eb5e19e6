/** Tests of the world's net. */
@NullMarked
package io.reflexarc.sandbox.world.net;

import org.jspecify.annotations.NullMarked;
