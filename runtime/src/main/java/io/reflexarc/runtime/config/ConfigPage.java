package io.reflexarc.runtime.config;

import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;

/** Writes the reference page of a configuration from its definition, so that the two never part. */
public final class ConfigPage {

  private ConfigPage() {}

  /** One section: a heading and a table of every key of the definition. */
  public static String render(String title, ConfigDef definition) {
    return section(title, definition.configKeys().values());
  }

  /** One section with the keys that a stage adds to the common ones. */
  public static String renderOwn(String title, ConfigDef definition) {
    Set<String> common = CommonConfig.definition().names();
    return section(
        title,
        definition.configKeys().values().stream()
            .filter(key -> !common.contains(key.name))
            .toList());
  }

  private static String section(String title, Collection<ConfigDef.ConfigKey> keys) {
    StringBuilder page = new StringBuilder("## " + title + "\n\n");
    page.append("| key | type | default | valid | what it does |\n|---|---|---|---|---|\n");
    keys.forEach(key -> page.append(row(key)));
    return page.append('\n').toString();
  }

  private static String row(ConfigDef.ConfigKey key) {
    String valid = key.validator == null ? "" : key.validator.toString();
    return List.of(
            "| `" + key.name + "`",
            key.type.name().toLowerCase(Locale.ROOT),
            defaultOf(key),
            escaped(valid),
            escaped(key.documentation) + " |\n")
        .stream()
        .collect(Collectors.joining(" | "));
  }

  private static String defaultOf(ConfigDef.ConfigKey key) {
    if (!key.hasDefault()) {
      return "**required**";
    }
    Object value = key.defaultValue;
    if (value instanceof Duration duration) {
      return "`" + DurationText.of(duration) + "`";
    }
    String shown = value == null ? "" : ConfigDef.convertToString(value, key.type);
    return shown == null || shown.isEmpty() ? "empty" : "`" + Settings.shown(key.name, shown) + "`";
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
