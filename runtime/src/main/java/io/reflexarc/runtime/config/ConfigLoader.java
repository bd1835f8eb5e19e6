package io.reflexarc.runtime.config;

import io.reflexarc.schemas.text.ClosestWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Loads a configuration: defaults, then a file, then the environment, then overrides; the later
 * wins. One file may serve all stages: keys of other stages are left alone.
 */
public final class ConfigLoader {

  /** First segments of keys that belong to one stage; another stage leaves them alone. */
  private static final Set<String> STAGES =
      Set.of("detector", "decider", "actuator", "console", "sandbox", "kubernetes");

  private final ConfigDef definition;
  private final Map<String, Origin> found = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();

  private record Origin(String value, String source) {}

  private ConfigLoader(ConfigDef definition) {
    this.definition = definition;
  }

  /**
   * Loads from a file, the environment and overrides.
   *
   * @param definition every key there is
   * @param file properties as Kafka's own tools read them
   * @param environment variables; those that begin with {@code REFLEXARC_} count
   * @param overrides key to value, such as from a command line
   * @throws InvalidConfigException naming every mistake
   */
  public static Settings load(
      ConfigDef definition,
      Optional<Path> file,
      Map<String, String> environment,
      Map<String, String> overrides) {
    ConfigLoader loader = new ConfigLoader(definition);
    file.ifPresent(path -> loader.take(ConfigFile.read(path, loader.mistakes), path.toString()));
    EnvironmentKeys.of(definition)
        .read(environment, loader.mistakes)
        .forEach((key, value) -> loader.take(Map.of(key, value), EnvironmentKeys.nameOf(key)));
    loader.take(overrides, "command line");
    return loader.finish();
  }

  /**
   * Takes the values as they are given.
   *
   * @throws InvalidConfigException naming every mistake
   */
  public static Settings of(ConfigDef definition, Map<String, String> values) {
    return load(definition, Optional.empty(), Map.of(), values);
  }

  /** Whether a key belongs to a stage that this definition does not describe. */
  static boolean isOfAnotherStage(ConfigDef definition, String key) {
    String stage = firstSegment(key);
    return STAGES.contains(stage)
        && definition.names().stream().noneMatch(name -> firstSegment(name).equals(stage));
  }

  private void take(Map<String, String> values, String source) {
    values.forEach((key, value) -> found.put(key, new Origin(value.strip(), source)));
  }

  private Settings finish() {
    Map<String, String> known = new HashMap<>();
    Map<String, String> passedOn = new HashMap<>();
    found.forEach(
        (key, origin) -> {
          if (definition.names().contains(key)) {
            known.put(key, origin.value());
          } else if (KafkaKeys.isPassedOn(key)) {
            passedOn.put(key, origin.value());
          } else if (!isOfAnotherStage(definition, key)) {
            mistakes.add(unknown(definition, key) + " (from " + origin.source() + ")");
          }
        });
    Map<String, Object> values = new HashMap<>();
    for (ConfigValue value : definition.validate(known)) {
      value.errorMessages().stream()
          .findFirst()
          .ifPresent(message -> mistakes.add(said(value.name(), message)));
      if (value.value() != null) {
        values.put(value.name(), value.value());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidConfigException(mistakes.stream().sorted().distinct().toList());
    }
    return new Settings(values, passedOn);
  }

  static String unknown(ConfigDef definition, String key) {
    return key
        + ": there is no such setting"
        + ClosestWord.to(key, definition.names())
            .map(closest -> ", did you mean " + closest + "?")
            .orElse("");
  }

  private String said(String key, String message) {
    Origin origin = found.get(key);
    String shortened = message.replace(" for configuration " + key, "");
    if (origin != null && !origin.value().isEmpty()) {
      shortened = shortened.replace(origin.value(), Settings.shown(key, origin.value()));
    }
    return origin == null
        ? key + ": " + shortened + " Set it in the file or as " + EnvironmentKeys.nameOf(key) + "."
        : key + ": " + shortened + " (from " + origin.source() + ")";
  }

  private static String firstSegment(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }
}
