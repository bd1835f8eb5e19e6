package io.reflexarc.sandbox.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.registry.RegistryEvent.IdsUsed;
import io.reflexarc.sandbox.registry.RegistryEvent.LevelSet;
import io.reflexarc.sandbox.registry.RegistryEvent.Mode;
import io.reflexarc.sandbox.registry.RegistryEvent.ModeSet;
import io.reflexarc.sandbox.registry.RegistryEvent.VersionErased;
import io.reflexarc.sandbox.registry.RegistryEvent.VersionKept;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Changes as key and value of a compacted topic. A null value says that what the key names is gone.
 */
final class EventJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "keytype";
  private static final String SUBJECT = "subject";
  private static final String VERSION = "version";

  private EventJson() {}

  static byte[] key(RegistryEvent event) {
    ObjectNode key = JSON.createObjectNode();
    if (event instanceof VersionKept kept) {
      key.put(TYPE, "SCHEMA").put(SUBJECT, kept.subject()).put(VERSION, kept.version());
    } else if (event instanceof VersionErased erased) {
      key.put(TYPE, "SCHEMA").put(SUBJECT, erased.subject()).put(VERSION, erased.version());
    } else if (event instanceof LevelSet level) {
      key.put(TYPE, "CONFIG").put(SUBJECT, level.subject());
    } else if (event instanceof ModeSet mode) {
      key.put(TYPE, "MODE").put(SUBJECT, mode.subject());
    } else {
      key.put(TYPE, "IDS");
    }
    return bytes(key);
  }

  static byte @Nullable [] value(RegistryEvent event) {
    ObjectNode value = JSON.createObjectNode();
    if (event instanceof VersionKept kept) {
      value.put("id", kept.id()).put("schema", kept.schema()).put("deleted", kept.deleted());
    } else if (event instanceof LevelSet level && level.level() != null) {
      value.put("compatibilityLevel", level.level().name());
    } else if (event instanceof ModeSet mode && mode.mode() != null) {
      value.put("mode", mode.mode().name());
    } else if (event instanceof IdsUsed ids) {
      value.put("next", ids.next());
    } else {
      return null;
    }
    return bytes(value);
  }

  static RegistryEvent read(byte[] keyBytes, byte @Nullable [] valueBytes) {
    JsonNode key = tree(keyBytes);
    @Nullable JsonNode value = valueBytes == null ? null : tree(valueBytes);
    @Nullable String subject = key.path(SUBJECT).textValue();
    return switch (key.path(TYPE).asText()) {
      case "SCHEMA" -> version(String.valueOf(subject), key.path(VERSION).asInt(), value);
      case "CONFIG" ->
          new LevelSet(
              subject,
              value == null
                  ? null
                  : CompatibilityLevel.valueOf(value.path("compatibilityLevel").asText()));
      case "MODE" ->
          new ModeSet(subject, value == null ? null : Mode.valueOf(value.path("mode").asText()));
      case "IDS" -> new IdsUsed(value == null ? 1 : value.path("next").asInt());
      default -> throw new IllegalStateException("the registry's topic holds a strange key " + key);
    };
  }

  private static RegistryEvent version(String subject, int version, @Nullable JsonNode value) {
    return value == null
        ? new VersionErased(subject, version)
        : new VersionKept(
            subject,
            version,
            value.path("id").asInt(),
            value.path("schema").asText(),
            value.path("deleted").asBoolean());
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("the registry's topic holds what is not JSON", e);
    }
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
