package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.Sandbox;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a phase does to machines, processes and what lies between them.
 *
 * @param deeds what is done to which, in the order of {@link Deed}
 */
public record Mischief(Map<Deed, List<String>> deeds) {

  /** None. */
  public static final Mischief NONE = new Mischief(Map.of());

  /** Copies. */
  public Mischief {
    Map<Deed, List<String>> copy = new EnumMap<>(Deed.class);
    deeds.forEach((deed, names) -> copy.put(deed, List.copyOf(names)));
    deeds = java.util.Collections.unmodifiableMap(copy);
  }

  /** Does it. */
  void on(Sandbox sandbox, String namespace) {
    deeds.forEach((deed, names) -> names.forEach(name -> deed.to(sandbox, namespace, name)));
  }
}
