package io.reflexarc.detector;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.reflexarc.detector.promql.PromqlFile;
import io.reflexarc.detector.promql.PromqlSettings;
import io.reflexarc.runtime.config.InvalidConfigException;
import io.reflexarc.runtime.config.Settings;
import io.reflexarc.runtime.config.Valid;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** What a detector is told of a server that speaks PromQL. */
final class PromqlKeys {

  static final String URL = "detector.promql.url";
  static final String FILE = "detector.promql.file";
  static final String TOKEN = "detector.promql.token";
  static final String USER = "detector.promql.user";
  static final String PASSWORD = "detector.promql.password";
  static final String TIMEOUT = "detector.promql.timeout";
  static final String MAX_SERIES = "detector.promql.max.series";
  static final String MAX_BYTES = "detector.promql.max.bytes";

  private PromqlKeys() {}

  static void define(ConfigDef definition) {
    definition.define(
        URL,
        Type.STRING,
        "",
        Valid.text("empty or an http URL", PromqlKeys::checkUrl),
        MEDIUM,
        "Server with Prometheus's HTTP API, the path before /api/v1 included; empty for none.");
    definition.define(
        FILE, Type.STRING, "", MEDIUM, "YAML file with the queries to ask it; empty for none.");
    definition.define(TOKEN, Type.PASSWORD, "", MEDIUM, "Bearer token to show it; empty for none.");
    definition.define(
        USER,
        Type.STRING,
        "",
        MEDIUM,
        "Name to show it with basic authentication; empty for none.");
    definition.define(PASSWORD, Type.PASSWORD, "", MEDIUM, "The password of that name.");
    definition.define(
        TIMEOUT,
        Type.STRING,
        "5s",
        Valid.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
        LOW,
        "Real time for one answer.");
    definition.define(
        MAX_SERIES,
        Type.INT,
        2_000,
        Range.between(1, 20_000),
        LOW,
        "Most series of one answer; an answer with more is not taken.");
    definition.define(
        MAX_BYTES,
        Type.INT,
        2 << 20,
        Range.between(1_024, 64 << 20),
        LOW,
        "Longest answer, bytes.");
  }

  static Optional<PromqlSettings> from(Settings settings) {
    String url = settings.text(URL);
    String file = settings.text(FILE);
    if (url.isEmpty() && file.isEmpty()) {
      return Optional.empty();
    }
    if (url.isEmpty() || file.isEmpty()) {
      throw new InvalidConfigException(
          List.of((url.isEmpty() ? URL : FILE) + ": is missing, the two come together"));
    }
    try {
      return Optional.of(
          new PromqlSettings(
              URI.create(url),
              authorization(settings),
              PromqlFile.read(Path.of(file)),
              settings.duration(TIMEOUT),
              settings.integer(MAX_SERIES),
              settings.integer(MAX_BYTES)));
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigException(List.of(FILE + ": " + e.getMessage()));
    }
  }

  private static String authorization(Settings settings) {
    String token = settings.secret(TOKEN);
    if (!token.isEmpty()) {
      return "Bearer " + token;
    }
    String user = settings.text(USER);
    String pair = user + ":" + settings.secret(PASSWORD);
    return user.isEmpty()
        ? ""
        : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static void checkUrl(String text) {
    if (!text.isEmpty() && !text.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?")) {
      throw new IllegalArgumentException("is not an http URL, write http://host:port");
    }
  }
}
