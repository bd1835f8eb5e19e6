package io.reflexarc.sandbox.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the first of many alike pass and counts the rest; the next that passes says how many were
 * left out. Audit records always pass.
 */
final class Repeats {

  private static final Duration QUIET_FOR = Duration.ofMinutes(2);
  private static final int MOST_KINDS = 500;

  private record Seen(Instant shownAt, int leftOut) {}

  private final Map<String, Seen> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
          return size() > MOST_KINDS;
        }
      };

  Optional<Happening> pass(Happening happening) {
    if (happening.lane() == Lane.DECIDED || happening.lane() == Lane.DONE) {
      return Optional.of(happening);
    }
    String kind = happening.lane() + " " + happening.stage() + " " + likeness(happening);
    Seen before = seen.get(kind);
    if (before != null
        && Duration.between(before.shownAt(), happening.at()).compareTo(QUIET_FOR) < 0) {
      seen.put(kind, new Seen(before.shownAt(), before.leftOut() + 1));
      return Optional.empty();
    }
    seen.put(kind, new Seen(happening.at(), 0));
    if (before == null || before.leftOut() == 0) {
      return Optional.of(happening);
    }
    return Optional.of(
        new Happening(
            happening.at(),
            happening.lane(),
            happening.stage(),
            happening.target(),
            happening.what() + " (and " + before.leftOut() + " like it before)",
            happening.weight()));
  }

  /** Pods of one workload differ only by the random ends of their names. */
  private static String likeness(Happening happening) {
    return happening.target()
        + " "
        + happening
            .what()
            .replaceAll("-[a-z0-9]{5,10}-[a-z0-9]{5}\\b", "")
            .replaceAll("[0-9]+", "#");
  }
}
