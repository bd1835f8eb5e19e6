package io.reflexarc.detector.scrape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.reflexarc.schemas.text.ClosestWord;
import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The fields of one mapping; what is asked for is known, and the rest is named at the end. */
final class SelectorFields {

  private static final int LONGEST = 1_024;

  private final String path;
  private final JsonNode node;
  private final SelectorMistakes mistakes;
  private final int before;
  private final Set<String> known = new TreeSet<>();

  SelectorFields(String path, JsonNode node, SelectorMistakes mistakes) {
    this.path = path;
    this.mistakes = mistakes;
    this.before = mistakes.count();
    this.node = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    if (!node.isObject()) {
      mistakes.add(
          path,
          node.isMissingNode()
              ? "is missing, write {...}"
              : SelectorMistakes.shown(node) + " is not a mapping of fields, write {...}");
    }
  }

  String at(String name) {
    return path + "." + name;
  }

  void mistake(String name, String message) {
    mistakes.add(at(name), message);
  }

  /** A value as it stands; missing where it is not written. */
  JsonNode value(String name) {
    known.add(name);
    return node.path(name);
  }

  /** A text that must be there; empty after a mistake. */
  String required(String name, Pattern form, String what) {
    if (value(name).isMissingNode()) {
      mistake(name, "is missing, write " + what);
    }
    return optional(name, form, what).orElse("");
  }

  /** A text that may be left out; empty after a mistake, too. */
  Optional<String> optional(String name, Pattern form, String what) {
    JsonNode value = value(name);
    return value.isMissingNode() ? Optional.empty() : text(at(name), value, form, what);
  }

  /** The texts of a list; none where it is not written. */
  List<String> texts(String name, int most, Pattern form, String what) {
    List<String> texts = new ArrayList<>();
    items(name, most)
        .forEach(
            item ->
                text(at(name) + "[" + texts.size() + "]", item, form, what).ifPresent(texts::add));
    return texts;
  }

  /** The items of a list; none where it is not written, or after a mistake. */
  List<JsonNode> items(String name, int most) {
    JsonNode list = value(name);
    List<JsonNode> items = new ArrayList<>();
    if (list.isArray() && list.size() <= most) {
      list.forEach(items::add);
    } else if (list.isArray()) {
      mistake(name, "has " + list.size() + " items, write at most " + most);
    } else if (!list.isMissingNode()) {
      mistake(name, SelectorMistakes.shown(list) + " is not a list, write [...]");
    }
    return items;
  }

  /** A duration within bounds, both included. */
  Optional<Duration> duration(String name, Duration least, Duration most) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    Optional<Duration> duration =
        value.isTextual() ? DurationText.parse(value.textValue()) : Optional.empty();
    if (duration.isEmpty()) {
      mistake(name, SelectorMistakes.shown(value) + " is not a duration, write 30s or 1m");
    } else if (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0) {
      mistake(
          name,
          "%s is out of range, write %s to %s"
              .formatted(value.asText(), DurationText.of(least), DurationText.of(most)));
    }
    return duration;
  }

  SelectorFields mapping(String name) {
    return new SelectorFields(at(name), value(name), mistakes);
  }

  /** Names what was never asked for; whether all was right. */
  boolean finish() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                mistake(
                    SelectorMistakes.shown(name),
                    "there is no such field"
                        + ClosestWord.to(name, known)
                            .map(word -> ", did you mean " + word + "?")
                            .orElse(", write " + String.join(", ", known)));
              }
            });
    return mistakes.count() == before;
  }

  Optional<String> text(String where, JsonNode value, Pattern form, String what) {
    if (!value.isTextual()) {
      mistakes.add(
          where,
          value.isValueNode() && !value.isNull()
              ? value.asText() + " is not a text, write \"" + value.asText() + "\" in quotes"
              : SelectorMistakes.shown(value) + " is not " + what);
      return Optional.empty();
    }
    String text = value.textValue();
    if (text.length() > LONGEST || !form.matcher(text).matches()) {
      mistakes.add(where, SelectorMistakes.shown(text) + " is not " + what);
      return Optional.empty();
    }
    return Optional.of(text);
  }
}
