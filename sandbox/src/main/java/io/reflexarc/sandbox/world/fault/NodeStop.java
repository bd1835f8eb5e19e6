package io.reflexarc.sandbox.world.fault;

import io.reflexarc.sandbox.world.World;

/**
 * A machine loses power; undone, it comes back.
 *
 * @param node its name
 */
public record NodeStop(String node) implements Fault {
  @Override
  public Undo start(World world) {
    world.clock().execute(() -> world.nodes().stop(node));
    return () -> world.clock().execute(() -> world.nodes().start(node));
  }
}
