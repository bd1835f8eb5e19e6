package io.reflexarc.actuator.action.pods;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.actuator.cluster.KubeObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A pod, and what an action asks of it.
 *
 * @param object the pod as it was read
 */
public record Pod(KubeObject object) {

  private static final String MIRROR = "kubernetes.io/config.mirror";

  public String name() {
    return object.name();
  }

  public String namespace() {
    return object.namespace();
  }

  /** {@code shop/web-1}. */
  public String title() {
    return namespace() + "/" + name();
  }

  /** Who keeps it; empty for one that somebody made by hand. */
  public Optional<Keeper> keeper() {
    return Keeper.of(object);
  }

  /** Whether a controller of this kind keeps it. */
  public boolean isKeptBy(String kind) {
    return keeper().filter(keeper -> keeper.kind().equals(kind)).isPresent();
  }

  /** Whether its node runs it from a file: the API shows it, and cannot end it. */
  public boolean isStatic() {
    return object.annotation(MIRROR).isPresent() || isKeptBy("Node");
  }

  /** Whether it is on its way out. */
  public boolean isLeaving() {
    return !object.text("/metadata/deletionTimestamp").isEmpty();
  }

  /** By when it shall be gone, if it is on its way out. */
  public Optional<Instant> goneBy() {
    return instant("/metadata/deletionTimestamp");
  }

  /** When its node began with it. */
  public Optional<Instant> startedAt() {
    return instant("/status/startTime");
  }

  /** Whether it has ended and will not run again. */
  public boolean isFinished() {
    String phase = phase();
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  /** Its phase; {@code Pending} where none is written yet. */
  public String phase() {
    String phase = object.text("/status/phase");
    return phase.isEmpty() ? "Pending" : phase;
  }

  /** Whether it serves. */
  public boolean isReady() {
    for (JsonNode condition : object.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  /** Its labels. */
  public Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    object
        .at("/metadata/labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }

  private Optional<Instant> instant(String pointer) {
    try {
      String text = object.text(pointer);
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
