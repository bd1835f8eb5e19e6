package io.reflexarc.schemas.policy;

import io.reflexarc.schemas.policy.Parameter.Choice;
import io.reflexarc.schemas.policy.Parameter.Form;
import io.reflexarc.schemas.policy.Parameter.Span;
import io.reflexarc.schemas.policy.Parameter.Whole;
import io.reflexarc.schemas.text.DurationText;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** The table of actions in the reference page of the policy language. */
final class ActionTable {

  private ActionTable() {}

  static String write() {
    StringBuilder table =
        new StringBuilder("| action | does | to | with | taken back by |\n|---|---|---|---|---|\n");
    for (Action action : Action.ofLadders()) {
      table
          .append("| `" + action.word() + "` | " + does(action) + " | ")
          .append(action.kinds().stream().map(it -> "`" + it + "`").collect(joined()))
          .append(" | ")
          .append(action.parameters().stream().map(ActionTable::parameter).collect(joined()))
          .append(" | ")
          .append(action.undo().map(undo -> "`" + undo.word() + "`").orElse(""))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String does(Action action) {
    return action.sentence() + action.needs().map(ActionTable::needs).orElse("");
  }

  private static String needs(Per per) {
    return " Needs `per: "
        + per.word()
        + "`"
        + (per.equals(Per.VERSION) ? " or `label:<name>`." : ".");
  }

  private static String parameter(Parameter parameter) {
    String said =
        "`"
            + parameter.name()
            + "`: "
            + parameter.meaning().substring(0, parameter.meaning().length() - 1)
            + bounds(parameter.form())
            + (parameter.otherwise().isEmpty() ? "" : "; `" + parameter.otherwise() + "`");
    return parameter.required() ? said : "[" + said + "]";
  }

  private static String bounds(Form form) {
    if (form instanceof Whole whole) {
      return ", " + whole.least() + " to " + whole.most();
    }
    if (form instanceof Span span) {
      return ", " + DurationText.of(span.least()) + " to " + DurationText.of(span.most());
    }
    return form instanceof Choice choice
        ? ", " + Shown.choice(choice.words().stream().map(Severity::word).toList())
        : "";
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }
}
