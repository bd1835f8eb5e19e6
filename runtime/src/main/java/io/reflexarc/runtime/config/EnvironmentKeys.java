package io.reflexarc.runtime.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;

/** Which environment variable means which key: {@code REFLEXARC_TOPIC_PREFIX} is topic.prefix. */
final class EnvironmentKeys {

  static final String PREFIX = "REFLEXARC_";

  /** Read by the launcher and the log configuration, not here. */
  private static final Set<String> RESERVED =
      Set.of("REFLEXARC_HOME", "REFLEXARC_JAVA_OPTS", "REFLEXARC_JAR", "REFLEXARC_VERSION");

  private static final String RESERVED_PREFIX = "REFLEXARC_LOG_";

  private final ConfigDef definition;
  private final Map<String, String> keys;

  private EnvironmentKeys(ConfigDef definition) {
    this.definition = definition;
    this.keys =
        definition.names().stream().collect(Collectors.toMap(EnvironmentKeys::nameOf, key -> key));
  }

  static EnvironmentKeys of(ConfigDef definition) {
    return new EnvironmentKeys(definition);
  }

  /** The variable that sets a key. */
  static String nameOf(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** Key to value of every variable that is meant for us; adds a mistake for one nobody knows. */
  Map<String, String> read(Map<String, String> environment, List<String> mistakes) {
    Map<String, String> found = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !isReserved(name)) {
            String guessed = guess(name);
            String key = keys.getOrDefault(name, guessed);
            if (keys.containsKey(name) || KafkaKeys.isPassedOn(guessed)) {
              found.put(key, value);
            } else if (!ConfigLoader.isOfAnotherStage(definition, guessed)) {
              mistakes.add(name + ": " + ConfigLoader.unknown(definition, guessed));
            }
          }
        });
    return found;
  }

  private static boolean isReserved(String name) {
    return RESERVED.contains(name) || name.startsWith(RESERVED_PREFIX);
  }

  private static String guess(String name) {
    return name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
