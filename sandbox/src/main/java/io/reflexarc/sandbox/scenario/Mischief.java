package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.fault.NodeStop;
import io.reflexarc.sandbox.world.fault.PodStall;
import java.util.List;

/**
 * What a phase does to machines and processes.
 *
 * @param stop nodes that lose power
 * @param start nodes that come back
 * @param stall apps of which one pod goes on answering and completes no more work
 */
public record Mischief(List<String> stop, List<String> start, List<String> stall) {

  /** Copies. */
  public Mischief {
    stop = List.copyOf(stop);
    start = List.copyOf(start);
    stall = List.copyOf(stall);
  }

  /** Does it. */
  void on(World world, String namespace) {
    stop.forEach(node -> new NodeStop(node).start(world));
    start.forEach(node -> world.clock().execute(() -> world.nodes().start(node)));
    stall.forEach(app -> new PodStall(namespace, app).start(world));
  }
}
