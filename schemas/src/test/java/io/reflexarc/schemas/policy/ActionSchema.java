package io.reflexarc.schemas.policy;

import static io.reflexarc.schemas.policy.SchemaNode.duration;
import static io.reflexarc.schemas.policy.SchemaNode.mapping;
import static io.reflexarc.schemas.policy.SchemaNode.text;
import static io.reflexarc.schemas.policy.SchemaNode.wholeNumber;
import static io.reflexarc.schemas.policy.SchemaNode.word;

import io.reflexarc.schemas.policy.Parameter.Choice;
import io.reflexarc.schemas.policy.Parameter.Form;
import io.reflexarc.schemas.policy.Parameter.Span;
import io.reflexarc.schemas.policy.Parameter.Text;
import io.reflexarc.schemas.policy.Parameter.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The schema of what rungs carry for their actions, and the rules about it. */
final class ActionSchema {

  private ActionSchema() {}

  /** All parameters of all actions; which belongs to which is said by rules. */
  static SchemaNode with() {
    SchemaNode with = mapping("Parameters of the action.");
    takers().forEach((name, takers) -> with.field(name, node(takers)));
    return with;
  }

  private static SchemaNode node(Map<Action, Parameter> takers) {
    String meaning =
        takers.entrySet().stream()
            .map(it -> "Of " + it.getKey().word() + ": " + it.getValue().meaning())
            .collect(Collectors.joining(" "));
    Form form = takers.values().iterator().next().form();
    if (form instanceof Text text) {
      return text(meaning, text.longest(), text.pattern());
    }
    if (form instanceof Whole whole) {
      return wholeNumber(meaning, whole.least(), whole.most());
    }
    if (form instanceof Span span) {
      return duration(meaning, span.least(), span.most());
    }
    return word(meaning, ((Choice) form).words().stream().map(Severity::word).toList());
  }

  /** What holds of one rung. */
  static List<CelRule> rules() {
    List<CelRule> rules = new ArrayList<>();
    rules.add(noParameters());
    takers().forEach((name, takers) -> rules.add(onlyOf(name, takers)));
    for (Action action : Action.ofLadders()) {
      action.parameters().stream()
          .filter(Parameter::required)
          .forEach(parameter -> rules.add(needed(action, parameter)));
    }
    rules.add(oneSize());
    return rules;
  }

  private static CelRule noParameters() {
    return CelRule.of(
            "!(self.action in "
                + words(action -> action.parameters().isEmpty())
                + ") || !has(self.with)",
            "takes no parameters, leave it out",
            "{action: rollback, with: {severity: info}}")
        .at(".with");
  }

  /** Those that take no parameters at all have a rule of their own. */
  private static CelRule onlyOf(String name, Map<Action, Parameter> takers) {
    Parameter parameter = takers.values().iterator().next();
    String other = takers.containsKey(Action.PAGE) ? "drainNode" : "page";
    return CelRule.of(
            "!has(self.with) || !has(self.with."
                + name
                + ") || self.action in "
                + words(action -> takers.containsKey(action) || action.parameters().isEmpty()),
            "there is no such field",
            "{action: " + other + ", with: {" + name + ": " + parameter.example() + "}}")
        .at(".with." + name);
  }

  private static CelRule needed(Action action, Parameter parameter) {
    return CelRule.of(
            "self.action != '"
                + action.word()
                + "' || (has(self.with) && has(self.with."
                + parameter.name()
                + "))",
            "is missing, write " + parameter.example(),
            "{action: " + action.word() + ", with: null}")
        .at(".with." + parameter.name());
  }

  private static CelRule oneSize() {
    String count =
        WithReader.SIZES.stream()
            .map(it -> "(has(self.with." + it.name() + ") ? 1 : 0)")
            .collect(Collectors.joining(" + "));
    return CelRule.of(
            "self.action != 'scale' || (has(self.with) && " + count + " == 1)",
            "is one of replicas, add and percent, write exactly one of the three",
            "{action: scale, with: null}")
        .at(".with.replicas");
  }

  /** What an action can be done to. */
  static List<CelRule> rulesOfTargets() {
    return TargetReader.KINDS.stream()
        .map(
            kind ->
                CelRule.of(
                        "self.target.kind != '"
                            + kind
                            + "' || self.ladder.all(rung, rung.action in "
                            + words(action -> action.kinds().contains(kind))
                            + ")",
                        "cannot be done to a " + kind,
                        refusedBy(kind))
                    .at(".ladder"))
        .toList();
  }

  private static String refusedBy(String kind) {
    String action = kind.equals(TargetSelector.NODE) ? "pauseRollout" : "cordonNode";
    return "{target: {kind: "
        + kind
        + ", selector: {matchLabels: null}}, ladder: [{action: "
        + action
        + ", verifyWithin: 1h}]}";
  }

  private static String words(Predicate<Action> which) {
    return Action.ofLadders().stream()
        .filter(which)
        .map(Action::word)
        .sorted()
        .collect(Collectors.joining("', '", "['", "']"));
  }

  /** Name of each parameter to the actions that take it. */
  private static Map<String, Map<Action, Parameter>> takers() {
    Map<String, Map<Action, Parameter>> takers = new TreeMap<>();
    for (Action action : Action.ofLadders()) {
      for (Parameter parameter : action.parameters()) {
        takers.computeIfAbsent(parameter.name(), name -> new TreeMap<>()).put(action, parameter);
      }
    }
    return takers;
  }
}
