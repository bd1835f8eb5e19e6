package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One node of a structural schema, its keywords in the order in which people read them. */
final class SchemaNode {

  private static final String KEEP_UNKNOWN = "x-kubernetes-preserve-unknown-fields";

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final List<CelRule> rules = new ArrayList<>();
  private final Map<String, SchemaNode> below = new TreeMap<>();

  private SchemaNode(String description) {
    json.put("description", description);
  }

  /** A mapping of named fields; others are kept, so that they can be named. */
  static SchemaNode mapping(String description, String... required) {
    SchemaNode node = new SchemaNode(description).put("type", "object").put(KEEP_UNKNOWN, true);
    if (required.length > 0) {
      ArrayNode names = node.json.putArray("required");
      List.of(required).forEach(names::add);
    }
    return node;
  }

  SchemaNode field(String name, SchemaNode field) {
    json.withObjectProperty("properties").set(name, field.json);
    below.put("." + name, field);
    return this;
  }

  /** A text of any content. */
  static SchemaNode text(String description, int longest) {
    return new SchemaNode(description).put("type", "string").put("maxLength", longest);
  }

  /** A text of a form. */
  static SchemaNode text(String description, int longest, Pattern form) {
    return text(description, longest).put("pattern", whole(form));
  }

  /** A word of a closed list. */
  static SchemaNode word(String description, Collection<String> words) {
    int longest = words.stream().mapToInt(String::length).max().orElseThrow();
    SchemaNode node = text(description, longest);
    ArrayNode list = node.json.putArray("enum");
    words.forEach(list::add);
    return node;
  }

  /** A duration within bounds, both included. */
  static SchemaNode duration(String description, Duration least, Duration most) {
    SchemaNode node =
        text(description, DurationText.MAX_LENGTH)
            .put("minLength", 1)
            .put("pattern", CelDuration.PATTERN);
    return (least.isZero() ? node : node.rule(CelDuration.atLeast(least)))
        .rule(CelDuration.atMost(most));
  }

  /** A whole number within bounds, both included. */
  static SchemaNode wholeNumber(String description, long least, long most) {
    SchemaNode node =
        new SchemaNode(description)
            .put("type", "integer")
            .put("format", most > Integer.MAX_VALUE ? "int64" : "int32");
    node.json.put("minimum", least).put("maximum", most);
    return node;
  }

  /**
   * A number or a text, which a structural schema has no type for: so the rules cannot see it, and
   * it is compared with others by the parser alone.
   */
  static SchemaNode numberOrText(String description, Pattern... forms) {
    String form = String.join("|", List.of(forms).stream().map(Pattern::pattern).toList());
    return new SchemaNode(description)
        .put(KEEP_UNKNOWN, true)
        .put("pattern", whole(Pattern.compile(form)));
  }

  /** For a number: the least, which itself is allowed or not. */
  SchemaNode above(int least, boolean included) {
    json.put("minimum", least);
    return included ? this : put("exclusiveMinimum", true);
  }

  /** For a number: below this. */
  SchemaNode below(int most) {
    json.put("maximum", most);
    return put("exclusiveMaximum", true);
  }

  static SchemaNode list(String description, int least, int most, SchemaNode item) {
    SchemaNode node = new SchemaNode(description).put("type", "array");
    if (least > 0) {
      node.put("minItems", least);
    }
    node.put("maxItems", most).json.set("items", item.json);
    node.below.put("[]", item);
    return node;
  }

  /** A mapping whose keys are the writer's. */
  static SchemaNode entries(String description, int most, SchemaNode value) {
    SchemaNode node = new SchemaNode(description).put("type", "object").put("maxProperties", most);
    node.json.set("additionalProperties", value.json.remove(List.of("description")));
    return node;
  }

  SchemaNode byDefault(String value) {
    return put("default", value);
  }

  SchemaNode rule(CelRule rule) {
    rules.add(rule);
    ObjectNode written = json.withArrayProperty("x-kubernetes-validations").addObject();
    written.put("rule", rule.rule()).put("message", rule.message());
    if (!rule.at().isEmpty()) {
      written.put("fieldPath", rule.at());
    }
    return this;
  }

  SchemaNode rules(List<CelRule> all) {
    all.forEach(this::rule);
    return this;
  }

  ObjectNode json() {
    return json;
  }

  /** Where each rule stands, from here: {@code .ladder[].verifyWithin}. */
  Map<String, List<CelRule>> rules() {
    Map<String, List<CelRule>> all = new TreeMap<>();
    if (!rules.isEmpty()) {
      all.put("", List.copyOf(rules));
    }
    below.forEach((step, node) -> node.rules().forEach((path, its) -> all.put(step + path, its)));
    return all;
  }

  private SchemaNode put(String keyword, String value) {
    json.put(keyword, value);
    return this;
  }

  private SchemaNode put(String keyword, int value) {
    json.put(keyword, value);
    return this;
  }

  private SchemaNode put(String keyword, boolean value) {
    json.put(keyword, value);
    return this;
  }

  private static String whole(Pattern form) {
    return "^(" + form.pattern().replace("(?:", "(").replace("\\d", "[0-9]") + ")$";
  }
}
