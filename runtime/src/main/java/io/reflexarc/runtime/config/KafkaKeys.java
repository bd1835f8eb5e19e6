package io.reflexarc.runtime.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** The settings that go to Kafka's clients and the schema registry's as they stand. */
final class KafkaKeys {

  static final String VALUE_SERIALIZER = "value.serializer";
  static final String VALUE_DESERIALIZER = "value.deserializer";

  private static final String KAFKA = "kafka.";
  private static final List<String> REGISTRY_PREFIXES =
      List.of("schema.registry.", "basic.auth.", "bearer.auth.");
  private static final Set<String> REGISTRY_KEYS =
      Set.of("auto.register.schemas", "use.latest.version", "normalize.schemas", "value.max.bytes");

  private KafkaKeys() {}

  static ConfigDef define(ConfigDef definition) {
    return definition
        .define(
            CommonConfig.BOOTSTRAP_SERVERS,
            ConfigDef.Type.LIST,
            ConfigDef.NO_DEFAULT_VALUE,
            ConfigDef.ValidList.anyNonDuplicateValues(false, false),
            HIGH,
            "Kafka brokers to begin with: host:port, comma separated.")
        .define(
            CommonConfig.SCHEMA_REGISTRY_URL,
            ConfigDef.Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            HIGH,
            "Schema registry with Confluent's REST API: URLs, comma separated.")
        .define(
            VALUE_SERIALIZER,
            ConfigDef.Type.STRING,
            "io.reflexarc.schemas.serde.AvroSerializer",
            new ConfigDef.NonEmptyString(),
            LOW,
            "Class that writes record values.")
        .define(
            VALUE_DESERIALIZER,
            ConfigDef.Type.STRING,
            "io.reflexarc.schemas.serde.AvroDeserializer",
            new ConfigDef.NonEmptyString(),
            LOW,
            "Class that reads record values.");
  }

  /** Whether a key that no definition knows is for Kafka's or the registry's client. */
  static boolean isPassedOn(String key) {
    return (key.startsWith(KAFKA) && key.length() > KAFKA.length()) || isForRegistry(key);
  }

  /** What a client of this role receives; what is written for the role alone wins. */
  static Map<String, Object> client(ClientRole role, Settings settings) {
    Map<String, Object> client = new HashMap<>();
    client.put(
        CommonConfig.BOOTSTRAP_SERVERS,
        String.join(",", settings.list(CommonConfig.BOOTSTRAP_SERVERS)));
    if (role != ClientRole.ADMIN) {
      client.put(CommonConfig.SCHEMA_REGISTRY_URL, settings.text(CommonConfig.SCHEMA_REGISTRY_URL));
    }
    if (role == ClientRole.PRODUCER) {
      client.put(VALUE_SERIALIZER, settings.text(VALUE_SERIALIZER));
    } else if (role == ClientRole.CONSUMER) {
      client.put(VALUE_DESERIALIZER, settings.text(VALUE_DESERIALIZER));
    }
    Map<String, Object> forRoleAlone = new HashMap<>();
    settings
        .passedOn()
        .forEach(
            (key, value) -> {
              if (isForRegistry(key)) {
                if (role != ClientRole.ADMIN) {
                  client.put(key, value);
                }
              } else {
                route(role, key.substring(KAFKA.length()), value, client, forRoleAlone);
              }
            });
    client.putAll(forRoleAlone);
    return client;
  }

  private static void route(
      ClientRole role,
      String key,
      String value,
      Map<String, Object> all,
      Map<String, Object> forRoleAlone) {
    for (ClientRole other : ClientRole.values()) {
      if (key.startsWith(other.prefix())) {
        if (role == ClientRole.STREAMS && other != ClientRole.STREAMS) {
          all.put(key, value);
        } else if (role == other) {
          forRoleAlone.put(key.substring(other.prefix().length()), value);
        }
        return;
      }
    }
    all.put(key, value);
  }

  private static boolean isForRegistry(String key) {
    return REGISTRY_KEYS.contains(key) || REGISTRY_PREFIXES.stream().anyMatch(key::startsWith);
  }
}
