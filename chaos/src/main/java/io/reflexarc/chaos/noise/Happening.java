package io.reflexarc.chaos.noise;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that happens to a workload: a phase of the story.
 *
 * @param at event time since the story's start
 * @param says what it is
 * @param does the phase's words and what they name
 * @param fault whether it is a real fault
 */
record Happening(Duration at, String says, Map<String, List<String>> does, boolean fault) {

  Happening {
    Map<String, List<String>> copy = new TreeMap<>();
    does.forEach((word, names) -> copy.put(word, List.copyOf(names)));
    does = java.util.Collections.unmodifiableMap(copy);
  }

  /** One that is nothing to worry about. */
  static Happening normal(Duration at, String says, String word, String name) {
    return new Happening(at, says, Map.of(word, List.of(name)), false);
  }

  /** As a phase, in one line of YAML. */
  String yaml() {
    StringBuilder text = new StringBuilder("{at: ").append(at.toSeconds()).append("s, says: \"");
    text.append(says).append('"');
    does.forEach((word, names) -> text.append(", ").append(word).append(": ").append(names));
    return text.append(fault ? ", fault: true}" : "}").toString();
  }
}
