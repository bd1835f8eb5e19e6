package io.reflexarc.sandbox.world.traffic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * How every version of every application behaves at present. Changed by faults while the world
 * runs; a version nobody described is {@link Behaviour#HEALTHY}. Thread-safe.
 */
public final class Behaviours {
  private final Map<AppVersion, Behaviour> current = new ConcurrentHashMap<>();

  /** How {@code version} behaves now. */
  public Behaviour of(AppVersion version) {
    return current.getOrDefault(version, Behaviour.HEALTHY);
  }

  /** Describes a version. */
  public void set(AppVersion version, Behaviour behaviour) {
    current.put(version, behaviour);
  }

  /** Changes a version's behaviour and returns what it was. */
  public Behaviour change(AppVersion version, UnaryOperator<Behaviour> change) {
    Behaviour before = of(version);
    current.put(version, change.apply(before));
    return before;
  }
}
