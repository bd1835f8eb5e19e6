/**
 * Virtual time: one clock for the whole world, its agenda of things to happen, and the gate that
 * keeps it from running ahead of those who observe it. Depends on {@code runtime.time} only.
 */
@NullMarked
package io.reflexarc.sandbox.world.clock;

import org.jspecify.annotations.NullMarked;
