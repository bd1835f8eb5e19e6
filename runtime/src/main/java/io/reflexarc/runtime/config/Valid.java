package io.reflexarc.runtime.config;

import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Validators for settings that Kafka's {@code ConfigDef} has none for. */
public final class Valid {

  private Valid() {}

  /** A duration such as {@code 90s} or {@code 1h30m}, within bounds, both included. */
  public static ConfigDef.Validator duration(Duration least, Duration most) {
    String range = DurationText.of(least) + " to " + DurationText.of(most);
    return named(
        "duration, " + range,
        (key, value) -> {
          Optional<Duration> read = DurationText.parse(value);
          if (read.isEmpty()) {
            throw new ConfigException(key, value, "is not a duration, write 90s or 1h30m");
          }
          if (read.get().compareTo(least) < 0 || read.get().compareTo(most) > 0) {
            throw new ConfigException(key, value, "is not within " + range);
          }
        });
  }

  /** A text that the given check does not refuse with an IllegalArgumentException. */
  public static ConfigDef.Validator text(String description, TextCheck check) {
    return named(
        description,
        (key, value) -> {
          try {
            check.check(value);
          } catch (IllegalArgumentException e) {
            throw new ConfigException(key, value, e.getMessage());
          }
        });
  }

  /** A list of texts that the given check does not refuse with an IllegalArgumentException. */
  public static ConfigDef.Validator list(String description, ListCheck check) {
    return ConfigDef.LambdaValidator.with(
        (key, value) -> {
          List<String> words =
              value instanceof List<?> list
                  ? list.stream().map(String::valueOf).toList()
                  : List.of();
          try {
            check.check(words);
          } catch (IllegalArgumentException e) {
            throw new ConfigException(key, value, e.getMessage());
          }
        },
        () -> description);
  }

  /** Refuses a list. */
  @FunctionalInterface
  public interface ListCheck {
    /**
     * @throws IllegalArgumentException saying what is wrong and what to write
     */
    void check(List<String> value);
  }

  /** Refuses a text. */
  @FunctionalInterface
  public interface TextCheck {
    /**
     * @throws IllegalArgumentException saying what is wrong and what to write
     */
    void check(String value);
  }

  @FunctionalInterface
  private interface KeyedCheck {
    void check(String key, String value);
  }

  private static ConfigDef.Validator named(String description, KeyedCheck check) {
    return ConfigDef.LambdaValidator.with(
        (key, value) -> {
          if (value != null) {
            check.check(key, value.toString());
          }
        },
        () -> description);
  }
}
