package io.reflexarc.runtime.config;

import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that was found right: values with their types, and what is passed on to Kafka's
 * clients. Its text hides secrets.
 */
public final class Settings {

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|token|user\\.info|jaas|private|\\.key|credential).*");

  private final Map<String, Object> values;
  private final Map<String, String> passedOn;

  Settings(Map<String, Object> values, Map<String, String> passedOn) {
    this.values = new TreeMap<>(values);
    this.passedOn = new TreeMap<>(passedOn);
  }

  /** A text. */
  public String text(String key) {
    return get(key, String.class);
  }

  /** A whole number. */
  public int integer(String key) {
    return get(key, Integer.class);
  }

  /** A number with a fraction. */
  public double number(String key) {
    return get(key, Double.class);
  }

  /** Yes or no. */
  public boolean flag(String key) {
    return get(key, Boolean.class);
  }

  /** Several texts. */
  public List<String> list(String key) {
    List<?> items = get(key, List.class);
    return items.stream().map(String::valueOf).toList();
  }

  /** A secret; empty when none is set. */
  public String secret(String key) {
    return get(key, Password.class).value();
  }

  /** A duration, written as {@code 90s}; its key is validated by {@link Valid#duration}. */
  public Duration duration(String key) {
    String written = text(key);
    return DurationText.parse(written)
        .orElseThrow(
            () -> new InvalidConfigException(List.of(key + ": " + written + " is no duration")));
  }

  /**
   * What a Kafka client of this role is to be configured with: brokers, registry, serializer of
   * values, everything under {@code kafka.}, and under {@code kafka.<role>.} for this role alone.
   */
  public Map<String, Object> kafkaClient(ClientRole role) {
    return KafkaKeys.client(role, this);
  }

  Map<String, Object> values() {
    return values;
  }

  Map<String, String> passedOn() {
    return passedOn;
  }

  /** One {@code key = value} a line, secrets hidden. */
  @Override
  public String toString() {
    Map<String, Object> all = new TreeMap<>(values);
    all.putAll(passedOn);
    StringBuilder text = new StringBuilder();
    all.forEach(
        (key, value) -> text.append(key).append(" = ").append(shown(key, value)).append('\n'));
    return text.toString();
  }

  static String shown(String key, @Nullable Object value) {
    return value instanceof Password || SECRET.matcher(key).matches()
        ? "[hidden]"
        : String.valueOf(value);
  }

  private <T> T get(String key, Class<T> type) {
    return type.cast(
        Objects.requireNonNull(values.get(key), () -> "no definition has the key " + key));
  }
}
