package io.reflexarc.sandbox.world.fault;

import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.traffic.AppVersion;
import io.reflexarc.sandbox.world.traffic.Behaviour;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * A version begins to behave differently, in running processes too; undone, it behaves as before.
 *
 * @param version which
 * @param change from how it behaved to how it will
 */
public record BehaviourFault(AppVersion version, UnaryOperator<Behaviour> change) implements Fault {

  /** Loses memory. */
  public static Fault leak(AppVersion version, double bytesPerSecond) {
    return new BehaviourFault(version, b -> b.withLeak(bytesPerSecond));
  }

  /** Fails this share of its requests. */
  public static Fault errors(AppVersion version, double ratio) {
    return new BehaviourFault(version, b -> b.withErrorRatio(ratio));
  }

  /** Fails this share of the requests from one country. */
  public static Fault errors(AppVersion version, String country, double ratio) {
    return new BehaviourFault(version, b -> b.withErrorRatio(country, ratio));
  }

  /** Takes so many times as long for a request. */
  public static Fault slowness(AppVersion version, double factor) {
    return new BehaviourFault(
        version,
        b ->
            b.withLatency(
                new Behaviour.Latency(b.latency().medianSeconds() * factor, b.latency().sigma())));
  }

  /** Exits with 1 so long after each start; running processes stay until they are restarted. */
  public static Fault crashes(AppVersion version, Duration afterStart) {
    return new BehaviourFault(version, b -> b.withCrashAfter(afterStart));
  }

  @Override
  public Undo start(World world) {
    Behaviour before = world.behaviours().change(version, change);
    return () -> world.behaviours().set(version, before);
  }
}
