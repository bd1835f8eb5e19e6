package io.reflexarc.actuator.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What commands have changed on an object and not taken back, oldest first: the object's own
 * memory, so that the value before survives every process. Kept only by actions that have an undo;
 * the mark holds the last command alone. A value: {@link #with} and {@link #without} make another.
 *
 * @param byCommand id of the command to its change
 */
public record Effects(Map<String, Change> byCommand) {

  /** Where it stands on the object: JSON, command to its {@code before} and {@code after}. */
  public static final String ANNOTATION = "reflexarc.io/effects";

  /** So many are remembered; the oldest is forgotten first, and can no longer be taken back. */
  static final int MOST = 16;

  /** {@link Change#isEmpty} is no part of a change. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

  private static final TypeReference<LinkedHashMap<String, Change>> ALL = new TypeReference<>() {};

  public Effects {
    byCommand = new LinkedHashMap<>(byCommand);
  }

  /** A copy, oldest first. */
  @Override
  public Map<String, Change> byCommand() {
    return new LinkedHashMap<>(byCommand);
  }

  /** Those on an object; none where the annotation is missing or somebody has garbled it. */
  public static Effects on(KubeObject object) {
    try {
      String text = object.annotation(ANNOTATION).orElse("{}");
      return new Effects(
          Optional.ofNullable(JSON.readValue(text, ALL)).orElseGet(LinkedHashMap::new));
    } catch (JsonProcessingException e) {
      return new Effects(Map.of());
    }
  }

  /** What a command has changed and not taken back. */
  public Optional<Change> of(String command) {
    return Optional.ofNullable(byCommand.get(command));
  }

  /** These and one more. */
  public Effects with(String command, Change change) {
    LinkedHashMap<String, Change> more = new LinkedHashMap<>(byCommand);
    more.remove(command);
    more.put(command, change);
    while (more.size() > MOST) {
      more.remove(more.keySet().iterator().next());
    }
    return new Effects(more);
  }

  /** These without one. */
  public Effects without(String command) {
    LinkedHashMap<String, Change> fewer = new LinkedHashMap<>(byCommand);
    fewer.remove(command);
    return new Effects(fewer);
  }

  /** Puts them on an object, in place of those that are there. */
  public void putOn(ObjectNode object) {
    ObjectNode annotations = object.withObject("/metadata").withObjectProperty("annotations");
    if (byCommand.isEmpty()) {
      annotations.remove(ANNOTATION);
      return;
    }
    try {
      annotations.put(ANNOTATION, JSON.writeValueAsString(byCommand));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts that cannot be written", e);
    }
  }
}
