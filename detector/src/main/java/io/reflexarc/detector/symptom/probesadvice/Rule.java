package io.reflexarc.detector.symptom.probesadvice;

import io.reflexarc.detector.cluster.ContainerProbes;
import io.reflexarc.detector.cluster.ContainerProbes.Probe;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be unwise about probes. The word is the label. */
enum Rule {
  /** It gets traffic as soon as it runs. */
  NO_READINESS("no-readiness", "has no readiness probe: it gets traffic before it can serve") {
    @Override
    boolean applies(ContainerProbes it) {
      return it.readiness() == null && it.serves();
    }
  },
  /** It is killed as soon as it should only get no traffic. */
  LIVENESS_EQUALS_READINESS(
      "liveness-equals-readiness",
      "is killed by the same check, as early, that takes it out of traffic") {
    @Override
    boolean applies(ContainerProbes it) {
      Probe liveness = it.liveness();
      Probe readiness = it.readiness();
      return liveness != null
          && readiness != null
          && liveness.asks().equals(readiness.asks())
          && liveness.patienceSeconds() <= readiness.patienceSeconds();
    }
  },
  /** Its slow start is waited for by a delay, which is too long or too short. */
  NO_STARTUP(
      "no-startup",
      "waits for its slow start by the delay of its liveness probe: a startup probe would know") {
    @Override
    boolean applies(ContainerProbes it) {
      return it.startup() == null && delay(it.liveness()) >= SLOW_SECONDS;
    }
  },
  /** It is killed for what others do. */
  LIVENESS_FOLLOWS_DEPENDENCY(
      "liveness-follows-dependency",
      "has a liveness probe that seems to ask for its dependencies: it is killed when they are"
          + " down") {
    @Override
    boolean applies(ContainerProbes it) {
      if (it.liveness() == null) {
        return false;
      }
      String path = it.liveness().path().toLowerCase(Locale.ROOT);
      return path.endsWith("/actuator/health")
          || Arrays.stream(path.split("[/?&=.]", MOST_PARTS)).anyMatch(DEPENDENCIES::contains);
    }
  };

  private static final int SLOW_SECONDS = 30;
  private static final int MOST_PARTS = 32;
  private static final Set<String> DEPENDENCIES =
      Set.of(
          "ready",
          "readyz",
          "readiness",
          "deps",
          "dependencies",
          "db",
          "database",
          "downstream",
          "upstream");

  private final String word;
  private final String sentence;

  Rule(String word, String sentence) {
    this.word = word;
    this.sentence = sentence;
  }

  abstract boolean applies(ContainerProbes it);

  String word() {
    return word;
  }

  String sentence() {
    return sentence;
  }

  private static int delay(@Nullable Probe probe) {
    return probe == null ? 0 : probe.delaySeconds();
  }
}
