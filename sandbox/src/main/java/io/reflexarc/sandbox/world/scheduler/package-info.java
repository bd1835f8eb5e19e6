/** Binds pods to nodes. Depends on {@code world.cluster}. */
@NullMarked
package io.reflexarc.sandbox.world.scheduler;

import org.jspecify.annotations.NullMarked;
