package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code spec.target}. */
final class TargetReader {

  static final int MAX_CONDITIONS = 20;
  private static final Set<String> LATER_KINDS = Set.of("Pod", "Job", "CronJob", "Service");
  static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final Pattern LABEL =
      Pattern.compile("([-a-zA-Z0-9.]{1,253}/)?[a-zA-Z0-9]([-a-zA-Z0-9_.]{0,61}[a-zA-Z0-9])?");
  static final Pattern LABEL_VALUE =
      Pattern.compile("([a-zA-Z0-9]([-a-zA-Z0-9_.]{0,61}[a-zA-Z0-9])?)?");
  private static final String LABEL_WHAT = "a label's name";
  private static final String VALUE_WHAT =
      "a label's value, at most 63 of letters, digits, -, _, .";

  /** The kinds that can be watched. */
  static final List<String> KINDS =
      List.of("Deployment", "StatefulSet", "DaemonSet", "Rollout", TargetSelector.NODE);

  private TargetReader() {}

  static Optional<TargetSelector> read(Fields fields) {
    Optional<String> kind =
        fields.required("kind", Scalars.among(KINDS, LATER_KINDS), KINDS.get(0));
    Optional<String> name =
        fields.optional("name", Scalars.text(NAME, 253, "the name of an object"));
    boolean selects = fields.has("selector");
    if (name.isPresent() == selects) {
      fields.mistake(
          selects ? "selector" : "name",
          selects
              ? "stands beside a name, write one of the two"
              : "is missing, write a name or a selector");
    }
    Map<String, String> labels = Map.of();
    List<LabelExpression> expressions = List.of();
    if (selects) {
      Fields selector = fields.mapping("selector", "{matchLabels: {app: checkout}}");
      Scalar<String> value = Scalars.text(LABEL_VALUE, 63, VALUE_WHAT);
      labels = selector.entries("matchLabels", MAX_CONDITIONS, LABEL, LABEL_WHAT, value);
      expressions = expressions(selector);
      selector.finish();
    }
    if (kind.filter(TargetSelector.NODE::equals).isPresent()
        && !(labels.isEmpty() && expressions.isEmpty())) {
      fields.mistake("selector", "of nodes is by name or {}, their labels are not known here");
    }
    return fields.finish()
        ? Optional.of(new TargetSelector(kind.orElseThrow(), name, labels, expressions))
        : Optional.empty();
  }

  private static List<LabelExpression> expressions(Fields selector) {
    List<LabelExpression> expressions = new ArrayList<>();
    selector
        .items("matchExpressions", MAX_CONDITIONS)
        .forEach(
            (path, item) ->
                expression(path, item, selector.mistakes()).ifPresent(expressions::add));
    return expressions;
  }

  private static Optional<LabelExpression> expression(
      String path, JsonNode item, Mistakes mistakes) {
    Fields fields = Fields.of(path, "{key: app, operator: Exists}", item, mistakes);
    Optional<String> key =
        fields.required("key", Scalars.text(LABEL, 317, LABEL_WHAT), "a label's name");
    Optional<LabelExpression.Operator> operator =
        fields.required(
            "operator", Scalars.word(LabelExpression.Operator.class, Set.of()), "In or Exists");
    List<String> values =
        fields.values("values", MAX_CONDITIONS, Scalars.text(LABEL_VALUE, 63, VALUE_WHAT));
    if (operator.isPresent() && operator.get().takesValues() == values.isEmpty()) {
      fields.mistake(
          "values",
          values.isEmpty()
              ? operator.get().word() + " needs values, write a list of them"
              : operator.get().word() + " takes no values, leave them out");
    }
    return fields.finish()
        ? Optional.of(
            new LabelExpression(key.orElseThrow(), operator.orElseThrow(), Set.copyOf(values)))
        : Optional.empty();
  }
}
