package io.reflexarc.detector.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.detector.attribution.Sought;
import io.reflexarc.detector.attribution.TargetLabels;
import io.reflexarc.detector.intake.Fields;
import io.reflexarc.detector.intake.Fields.WrongFieldException;
import io.reflexarc.detector.intake.Incoming;
import io.reflexarc.detector.intake.Json;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.key.DeterministicId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a fact: while it fires a state has begun, when it is resolved that state has ended.
 * Its id is a function of fingerprint and start, so that what Alertmanager repeats, and what a
 * second Alertmanager says too, is the same fact.
 */
final class AlertFacts {

  /** The type of every such fact. */
  static final String TYPE = "alert.firing";

  /** Who says so. */
  static final String SOURCE = "alertmanager";

  private static final String FINGERPRINT = "fingerprint";
  private static final String GENERATOR = "generatorURL";
  private static final int LONGEST_FINGERPRINT = 128;
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final String cluster;
  private final TargetLabels mapping;

  AlertFacts(String cluster, TargetLabels mapping) {
    this.cluster = cluster;
    this.mapping = mapping;
  }

  /** What is read of an alert, before it is known whose it is. */
  record Alert(
      Fields fields,
      JsonNode json,
      Phase phase,
      String fingerprint,
      Instant startsAt,
      Instant at,
      Map<String, String> labels) {}

  /**
   * Reads an alert.
   *
   * @throws WrongFieldException naming the field and the fix
   */
  Alert read(String path, JsonNode json, Instant now) throws WrongFieldException {
    Fields fields = new Fields(path, json);
    Phase phase = phase(fields);
    String fingerprint = fields.text(FINGERPRINT, LONGEST_FINGERPRINT);
    Instant startsAt = fields.time("startsAt");
    Instant at = phase == Phase.BEGAN ? startsAt : endsAt(fields, startsAt);
    if (at.isAfter(now.plus(AHEAD))) {
      throw fields.wrong(
          phase == Phase.BEGAN ? "startsAt" : "endsAt",
          "is more than 5m ahead of " + now + ", check the clock of who sends it");
    }
    return new Alert(fields, json, phase, fingerprint, startsAt, at, fields.labels("labels"));
  }

  /**
   * The fact that an alert tells.
   *
   * @throws WrongFieldException when its labels name no target
   */
  Incoming fact(Alert alert, Instant now) throws WrongFieldException {
    Map<String, String> labels = alert.labels();
    Sought sought = sought(alert.fields(), labels);
    HealthEvent event =
        HealthEvent.newBuilder()
            .setId(
                DeterministicId.of(
                    SOURCE,
                    sought.object().cluster(),
                    alert.phase().name(),
                    alert.fingerprint(),
                    alert.startsAt().toString()))
            .setType(TYPE)
            .setPhase(alert.phase())
            .setSeverity(alert.phase() == Phase.BEGAN ? severity(labels) : Severity.INFO)
            .setTarget(sought.object().toString())
            .setVersion(mapping.version(labels))
            .setSource(SOURCE)
            .setOccurredAt(alert.at())
            .setObservedAt(now)
            .setReason(labels.get("alertname"))
            .setMessage(message(alert.json().path("annotations")))
            .setLabels(kept(labels, alert.fingerprint(), alert.json().path(GENERATOR).asText("")))
            .build();
    return new Incoming(event, sought, Json.write(alert.json()));
  }

  private Sought sought(Fields fields, Map<String, String> labels) throws WrongFieldException {
    Optional<Sought> sought;
    try {
      sought = mapping.sought(labels, cluster);
    } catch (IllegalArgumentException e) {
      throw fields.wrong("labels", String.valueOf(e.getMessage()));
    }
    return sought.orElseThrow(
        () ->
            fields.wrong(
                "labels",
                "none of "
                    + mapping.names()
                    + " is there to tell the target: add one to the alert's rule, or set"
                    + " detector.alerts.targets"));
  }

  private static Phase phase(Fields fields) throws WrongFieldException {
    return switch (fields.text("status", LONGEST_FINGERPRINT)) {
      case "firing" -> Phase.BEGAN;
      case "resolved" -> Phase.ENDED;
      default -> throw fields.wrong("status", "is neither \"firing\" nor \"resolved\"");
    };
  }

  /** Go's zero time stands for none; an end that lies before the start cannot be. */
  private static Instant endsAt(Fields fields, Instant startsAt) throws WrongFieldException {
    Instant endsAt = fields.time("endsAt");
    if (endsAt.isBefore(startsAt)) {
      throw fields.wrong("endsAt", "is before startsAt");
    }
    return endsAt;
  }

  private static Severity severity(Map<String, String> labels) {
    return switch (labels.getOrDefault("severity", "").toLowerCase(Locale.ROOT)) {
      case "critical", "page", "fatal", "emergency" -> Severity.CRITICAL;
      case "info", "none", "notice", "debug" -> Severity.INFO;
      default -> Severity.WARNING;
    };
  }

  private static @Nullable String message(JsonNode annotations) {
    for (String name : new String[] {"summary", "description", "message"}) {
      String text = Fields.message(annotations.path(name).asText(""));
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static Map<String, String> kept(
      Map<String, String> labels, String fingerprint, String generator) {
    Map<String, String> kept = new HashMap<>(labels);
    kept.put(FINGERPRINT, fingerprint);
    if (!generator.isEmpty() && generator.length() <= Fields.LONGEST_LABEL) {
      kept.put(GENERATOR, generator);
    }
    return kept;
  }
}
