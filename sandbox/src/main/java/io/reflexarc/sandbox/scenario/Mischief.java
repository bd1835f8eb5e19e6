package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.fault.EveryPod;
import io.reflexarc.sandbox.world.fault.OnePod;
import io.reflexarc.sandbox.world.kubelet.Nodes;
import io.reflexarc.sandbox.world.traffic.PodApp;
import java.util.List;

/**
 * What a phase does to machines and processes.
 *
 * @param stop nodes that lose power
 * @param start nodes that come back
 * @param stall apps of which one pod goes on answering and completes no more work
 * @param spoil apps of which one pod fails one request in five
 * @param cutOff apps whose leader no longer reaches the API, and goes on
 * @param corrupt apps of which every pod fails one request in five, until it is restarted
 */
public record Mischief(
    List<String> stop,
    List<String> start,
    List<String> stall,
    List<String> spoil,
    List<String> cutOff,
    List<String> corrupt) {

  private static final double ONE_IN_FIVE = 0.2;

  /** Copies. */
  public Mischief {
    stop = List.copyOf(stop);
    start = List.copyOf(start);
    stall = List.copyOf(stall);
    spoil = List.copyOf(spoil);
    cutOff = List.copyOf(cutOff);
    corrupt = List.copyOf(corrupt);
  }

  /** Does it. */
  void on(World world, String namespace) {
    world.clock().execute(() -> machines(world.nodes()));
    stall.forEach(app -> new OnePod(namespace, app, any -> true, PodApp::stall).start(world));
    spoil.forEach(
        app -> new OnePod(namespace, app, any -> true, pod -> pod.spoil(ONE_IN_FIVE)).start(world));
    cutOff.forEach(app -> new OnePod(namespace, app, PodApp::leads, PodApp::cutOff).start(world));
    corrupt.forEach(app -> new EveryPod(namespace, app, it -> it.spoil(ONE_IN_FIVE)).start(world));
  }

  private void machines(Nodes nodes) {
    stop.forEach(nodes::stop);
    start.forEach(nodes::start);
  }
}
