package io.reflexarc.runtime.lifecycle;

import io.reflexarc.runtime.config.InvalidConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stage's command line.
 *
 * @param file file of {@code --config}
 * @param overrides what {@code --set key=value} says
 * @param help whether only help is wanted
 */
record StageArguments(Optional<Path> file, Map<String, String> overrides, boolean help) {

  static StageArguments parse(String[] args) {
    List<String> mistakes = new ArrayList<>();
    Map<String, String> overrides = new HashMap<>();
    Optional<Path> file = Optional.empty();
    boolean help = false;
    for (int i = 0; i < args.length; i++) {
      String value = i + 1 < args.length ? args[i + 1] : "";
      switch (args[i]) {
        case "--help", "-h" -> help = true;
        case "--config" -> {
          file = Optional.of(Path.of(value));
          if (value.isEmpty()) {
            mistakes.add("--config: names no file");
          }
          i++;
        }
        case "--set" -> {
          int equals = value.indexOf('=');
          if (equals < 1) {
            mistakes.add("--set: '" + value + "' is not key=value");
          } else {
            overrides.put(value.substring(0, equals), value.substring(equals + 1));
          }
          i++;
        }
        default -> mistakes.add(args[i] + ": there is no such option, see --help");
      }
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidConfigException(mistakes);
    }
    return new StageArguments(file, Map.copyOf(overrides), help);
  }

  static String usage(String name) {
    return "usage: "
        + name
        + " [--config FILE] [--set KEY=VALUE]...\n\n"
        + "FILE holds properties. The environment wins over it (topic.prefix is\n"
        + "REFLEXARC_TOPIC_PREFIX), --set wins over both. Keys: docs/reference/configuration.md\n";
  }
}
