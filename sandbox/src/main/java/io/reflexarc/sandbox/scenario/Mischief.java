package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.fault.NodeStop;
import io.reflexarc.sandbox.world.fault.OnePod;
import io.reflexarc.sandbox.world.traffic.PodApp;
import java.util.List;

/**
 * What a phase does to machines and processes.
 *
 * @param stop nodes that lose power
 * @param start nodes that come back
 * @param stall apps of which one pod goes on answering and completes no more work
 * @param spoil apps of which one pod fails one request in five
 */
public record Mischief(
    List<String> stop, List<String> start, List<String> stall, List<String> spoil) {

  private static final double ONE_IN_FIVE = 0.2;

  /** Copies. */
  public Mischief {
    stop = List.copyOf(stop);
    start = List.copyOf(start);
    stall = List.copyOf(stall);
    spoil = List.copyOf(spoil);
  }

  /** Does it. */
  void on(World world, String namespace) {
    stop.forEach(node -> new NodeStop(node).start(world));
    start.forEach(node -> world.clock().execute(() -> world.nodes().start(node)));
    stall.forEach(app -> new OnePod(namespace, app, PodApp::stall).start(world));
    spoil.forEach(app -> new OnePod(namespace, app, one -> one.spoil(ONE_IN_FIVE)).start(world));
  }
}
