package io.reflexarc.bench.act;

import io.reflexarc.bench.Benchmark;
import io.reflexarc.bench.Board;
import io.reflexarc.bench.Figure;
import io.reflexarc.bench.process.Await;
import io.reflexarc.bench.wire.WireProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How fast an actuator carries out commands for many targets at once, each with its look, gates,
 * guarded write, mark and audit record. The peer patches the same objects, after it, and does
 * nothing else.
 */
public final class ActuatorThroughput implements Benchmark {

  /** How it is asked for. */
  public static final String NAME = "actuator-throughput";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int COLD_BURSTS = 6;
  private static final int BROKER_MIB = 512;
  private static final List<String> FLAGS = List.of("-Xmx256m");

  private final int targets;
  private final int bursts;

  /**
   * @param targets that get a command at the same moment
   * @param bursts how often; {@value #COLD_BURSTS} more go before, as a process that is cold
   * @throws IllegalArgumentException when the API server could not keep all writes on record
   */
  public ActuatorThroughput(int targets, int bursts) {
    if (targets < 1 || bursts < 1 || targets * (bursts + COLD_BURSTS) > 4_500) {
      throw new IllegalArgumentException(
          "--targets and --bursts: at least 1, and together at most 4500 commands");
    }
    this.targets = targets;
    this.bursts = bursts;
  }

  @Override
  public void run(Board board) throws IOException {
    board.say(NAME + ": " + targets + " targets at once, " + bursts + " times");
    Path folder = board.folder();
    try (Fleet fleet = Fleet.serve(targets, board::now)) {
      Path kubeconfig = fleet.writeKubeconfig(folder.resolve("fleet.kubeconfig"));
      Measured ours;
      try (WireProcess wire = WireProcess.start(Map.of(), BROKER_MIB, folder);
          Hand actuator =
              ActuatorHand.start(wire.settings(), kubeconfig, fleet, board::now, FLAGS, folder)) {
        ours = measure(actuator, fleet, 0, board);
      }
      try (Hand peer = RawPatches.start(kubeconfig, fleet, board::now, FLAGS, folder)) {
        board.show(
            NAME,
            targets + " targets at once, " + bursts + " bursts",
            figures(ours, measure(peer, fleet, COLD_BURSTS + bursts, board)),
            List.of());
      }
    }
  }

  private Measured measure(Hand hand, Fleet fleet, int first, Board board) {
    Await.until(hand.name() + ": start", PATIENCE, hand.process(), hand::ready);
    Bursts cold = new Bursts();
    int warmed = first + COLD_BURSTS;
    for (int burst = first; burst < warmed; burst++) {
      burst(hand, fleet, burst, cold);
    }
    Duration before = hand.process().cpu();
    Bursts warm = new Bursts();
    for (int burst = warmed; burst < warmed + bursts; burst++) {
      burst(hand, fleet, burst, warm);
    }
    double millis = hand.process().cpu().minus(before).toNanos() / 1e6 / warm.effects();
    Measured measured = new Measured(warm, cold, millis);
    board.say(hand.name() + ": " + measured);
    return measured;
  }

  private static void burst(Hand hand, Fleet fleet, int burst, Bursts into) {
    long before = fleet.lastWrite();
    Map<String, Instant> decided = hand.begin(burst);
    Await.until(hand.name() + ": burst " + burst, PATIENCE, hand.process(), hand::told);
    if (!fleet.isAt(burst)) {
      throw new IllegalStateException(hand.name() + " has not done what it says, burst " + burst);
    }
    into.add(decided, fleet.effectsAfter(before));
  }

  private static List<Figure> figures(Measured ours, Measured peer) {
    return List.of(
        figure("effects", "effects", ours, peer, it -> it.warm().effects()),
        figure("effects.rate", "effects/s", ours, peer, it -> it.warm().rate()),
        figure("effects.rate.slowest", "effects/s", ours, peer, it -> it.warm().slowest()),
        figure("effects.rate.cold", "effects/s", ours, peer, it -> it.cold().slowest()),
        figure("latency.p50", "ms", ours, peer, it -> it.warm().percentile(50)),
        figure("latency.p99", "ms", ours, peer, it -> it.warm().percentile(99)),
        figure("latency.max", "ms", ours, peer, it -> it.warm().longest()),
        figure("latency.max.cold", "ms", ours, peer, it -> it.cold().longest()),
        figure("effect.cpu", "ms", ours, peer, Measured::millis));
  }

  private static Figure figure(
      String name, String unit, Measured ours, Measured peer, ToDoubleFunction<Measured> value) {
    return new Figure(name, value.applyAsDouble(ours), unit, value.applyAsDouble(peer));
  }

  /**
   * What was measured of one.
   *
   * @param cold bursts before the others, of a process that has just started
   * @param millis processor time of its own for an effect
   */
  private record Measured(Bursts warm, Bursts cold, double millis) {

    @Override
    public String toString() {
      return "%,.0f effects a second, p99 %.0f ms, %.1f ms of processor time each"
          .formatted(warm.rate(), warm.percentile(99), millis);
    }
  }
}
