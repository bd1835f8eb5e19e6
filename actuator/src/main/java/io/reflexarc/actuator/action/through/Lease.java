package io.reflexarc.actuator.action.through;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * For whom an automation stands still, and until when: the object's own memory, so that everybody
 * can hand it back as it was. Several commands may hold it; it is handed back with the last. A
 * value: {@link #with} and {@link #without} make another.
 *
 * @param former what the field of the automation said; a missing node where it was not there
 * @param holders by the id of their command
 */
public record Lease(JsonNode former, SortedMap<String, Holder> holders) {

  /** Where it stands on the object: JSON. */
  public static final String ANNOTATION = "reflexarc.io/lease";

  /** By which such objects are found: {@code true}. */
  public static final String LABEL = "reflexarc.io/leased";

  /** What the label says. */
  public static final String LEASED = "true";

  /** No more hold one object at once. */
  static final int MOST = 16;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORMER = "former";
  private static final String HOLDERS = "holders";

  /**
   * Who holds it.
   *
   * @param until when its time is over
   * @param incident its incident
   * @param target what it was about
   * @param policy whose rung it was
   */
  public record Holder(Instant until, String incident, String target, String policy) {}

  public Lease {
    former = former.deepCopy();
    holders = Collections.unmodifiableSortedMap(new TreeMap<>(holders));
  }

  /** That of one holder. */
  static Lease of(JsonNode former, String command, Holder holder) {
    return new Lease(former, new TreeMap<>(Map.of(command, holder)));
  }

  /** That on an object; empty where there is none, or somebody has garbled it. */
  public static Optional<Lease> on(KubeObject object) {
    return object.annotation(ANNOTATION).flatMap(Lease::read);
  }

  private static Optional<Lease> read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      SortedMap<String, Holder> holders = new TreeMap<>();
      json.path(HOLDERS)
          .properties()
          .forEach(each -> holders.put(each.getKey(), holder(each.getValue())));
      JsonNode former = json.has(FORMER) ? json.get(FORMER) : MissingNode.getInstance();
      return holders.isEmpty() ? Optional.empty() : Optional.of(new Lease(former, holders));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Holder holder(JsonNode json) {
    return new Holder(
        Instant.parse(json.path("until").asText()),
        json.path("incident").asText(),
        json.path("target").asText(),
        json.path("policy").asText());
  }

  /** Whether a command holds it. */
  boolean isHeldBy(String command) {
    return holders.containsKey(command);
  }

  /** Whether no more can hold it. */
  boolean full() {
    return holders.size() >= MOST;
  }

  /** This one, held by one more. */
  Lease with(String command, Holder holder) {
    SortedMap<String, Holder> more = new TreeMap<>(holders);
    more.put(command, holder);
    return new Lease(former, more);
  }

  /** This one without a holder; empty when nobody is left. */
  Optional<Lease> without(String command) {
    SortedMap<String, Holder> fewer = new TreeMap<>(holders);
    fewer.remove(command);
    return fewer.isEmpty() ? Optional.empty() : Optional.of(new Lease(former, fewer));
  }

  /** Puts it on an object. */
  void putOn(ObjectNode object) {
    ObjectNode json = JSON.createObjectNode();
    if (!former.isMissingNode()) {
      json.set(FORMER, former);
    }
    ObjectNode each = json.putObject(HOLDERS);
    holders.forEach(
        (command, holder) ->
            each.putObject(command)
                .put("until", holder.until().toString())
                .put("incident", holder.incident())
                .put("target", holder.target())
                .put("policy", holder.policy()));
    object
        .withObject("/metadata")
        .withObjectProperty("annotations")
        .put(ANNOTATION, json.toString());
    object.withObject("/metadata").withObjectProperty("labels").put(LABEL, LEASED);
  }

  /** Takes whichever is there off an object. */
  static void takeOff(ObjectNode object) {
    object.withObject("/metadata").withObjectProperty("annotations").remove(ANNOTATION);
    object.withObject("/metadata").withObjectProperty("labels").remove(LABEL);
  }
}
