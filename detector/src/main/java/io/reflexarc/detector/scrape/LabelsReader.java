package io.reflexarc.detector.scrape;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.detector.cluster.LabelSelector;
import io.reflexarc.detector.cluster.LabelSelector.Operator;
import io.reflexarc.detector.cluster.LabelSelector.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code matchLabels} and {@code matchExpressions}, as Kubernetes writes them. */
final class LabelsReader {

  private static final int MOST = 20;
  private static final Pattern KEY =
      Pattern.compile("([-a-zA-Z0-9.]{1,253}/)?[a-zA-Z0-9]([-a-zA-Z0-9_.]{0,61}[a-zA-Z0-9])?");
  private static final Pattern VALUE =
      Pattern.compile("([a-zA-Z0-9]([-a-zA-Z0-9_.]{0,61}[a-zA-Z0-9])?)?");
  private static final String KEY_WHAT = "a label's name";
  private static final String VALUE_WHAT =
      "a label's value, at most 63 of letters, digits, -, _, .";
  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "In", Operator.IN,
          "NotIn", Operator.NOT_IN,
          "Exists", Operator.EXISTS,
          "DoesNotExist", Operator.DOES_NOT_EXIST);

  private final SelectorFields fields;
  private final SelectorMistakes mistakes;
  private final List<Rule> rules = new ArrayList<>();

  LabelsReader(SelectorFields fields, SelectorMistakes mistakes) {
    this.fields = fields;
    this.mistakes = mistakes;
  }

  /** What is selected; an empty selector selects all. */
  LabelSelector read() {
    JsonNode labels = fields.value("matchLabels");
    if (labels.size() > MOST || (!labels.isObject() && !labels.isMissingNode())) {
      fields.mistake("matchLabels", "is not a mapping of at most " + MOST + " labels");
    } else {
      labels.properties().forEach(label -> equal(label.getKey(), label.getValue()));
    }
    List<JsonNode> expressions = fields.items("matchExpressions", MOST);
    for (int i = 0; i < expressions.size(); i++) {
      String at = fields.at("matchExpressions") + "[" + i + "]";
      expression(new SelectorFields(at, expressions.get(i), mistakes));
    }
    fields.finish();
    return new LabelSelector(true, rules);
  }

  private void equal(String key, JsonNode value) {
    String at = fields.at("matchLabels") + "." + SelectorMistakes.shown(key);
    if (!KEY.matcher(key).matches()) {
      mistakes.add(at, "is not " + KEY_WHAT);
    }
    fields
        .text(at, value, VALUE, VALUE_WHAT)
        .ifPresent(text -> rules.add(new Rule(key, Operator.IN, List.of(text))));
  }

  private void expression(SelectorFields expression) {
    String key = expression.required("key", KEY, KEY_WHAT);
    String word =
        expression.required(
            "operator",
            Pattern.compile("In|NotIn|Exists|DoesNotExist"),
            "In, NotIn, Exists or DoesNotExist");
    List<String> values = expression.texts("values", MOST, VALUE, VALUE_WHAT);
    Operator operator = OPERATORS.get(word);
    if (operator != null) {
      boolean compares = operator == Operator.IN || operator == Operator.NOT_IN;
      if (compares == values.isEmpty()) {
        expression.mistake(
            "values",
            compares
                ? word + " needs values, write a list of them"
                : word + " takes no values, leave them out");
      }
      rules.add(new Rule(key, operator, values));
    }
    expression.finish();
  }
}
