package io.reflexarc.runtime.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A properties file, as Kafka's own tools read them. */
final class ConfigFile {

  private static final long MAX_BYTES = 1 << 20;

  private ConfigFile() {}

  /** Its content; on trouble nothing, with the trouble added to the mistakes. */
  static Map<String, String> read(Path path, List<String> mistakes) {
    Properties properties = new Properties();
    try {
      if (!Files.isRegularFile(path)) {
        mistakes.add(path + ": there is no such file");
      } else if (Files.size(path) > MAX_BYTES) {
        mistakes.add(path + ": is larger than " + MAX_BYTES + " bytes");
      } else {
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
          properties.load(reader);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      mistakes.add(path + ": cannot be read as properties (" + e + ")");
    }
    Map<String, String> content = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> content.put(key, properties.getProperty(key)));
    return content;
  }
}
