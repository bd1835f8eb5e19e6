package io.reflexarc.sandbox.world.fault;

import io.reflexarc.sandbox.world.World;

/** Something that goes wrong in a world, at the world's present. May be called on any thread. */
@FunctionalInterface
public interface Fault {
  /** Makes it happen. */
  Undo start(World world);

  /** Ends a fault; what it broke for good stays broken. */
  @FunctionalInterface
  interface Undo {
    /** For faults that are over as soon as they happened. */
    Undo NOTHING = () -> {};

    /** Makes it end. */
    void stop();
  }
}
