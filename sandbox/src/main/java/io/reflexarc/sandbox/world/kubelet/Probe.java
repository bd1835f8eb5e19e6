package io.reflexarc.sandbox.world.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A probe as a container declares it.
 *
 * @param kind which of the three
 * @param initialDelay after the container's start
 * @param period between tries
 * @param failures in a row that count
 * @param successes in a row that count
 */
record Probe(Kind kind, Duration initialDelay, Duration period, int failures, int successes) {
  enum Kind {
    STARTUP("startupProbe"),
    READINESS("readinessProbe"),
    LIVENESS("livenessProbe");

    private final String field;

    Kind(String field) {
      this.field = field;
    }

    /** As in the kubelet's Events. */
    String title() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  static Optional<Probe> of(JsonNode container, Kind kind) {
    JsonNode spec = container.path(kind.field);
    if (!spec.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new Probe(
            kind,
            Duration.ofSeconds(spec.path("initialDelaySeconds").asLong(0)),
            Duration.ofSeconds(Math.max(1, spec.path("periodSeconds").asLong(10))),
            Math.max(1, spec.path("failureThreshold").asInt(3)),
            Math.max(1, spec.path("successThreshold").asInt(1))));
  }
}
