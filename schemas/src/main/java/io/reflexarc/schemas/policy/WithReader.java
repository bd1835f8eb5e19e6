package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code with} of a rung: the parameters of its action. */
final class WithReader {

  /** Parameters of a scale of which one is written. */
  static final List<Parameter> SIZES =
      List.of(Parameters.REPLICAS, Parameters.ADD, Parameters.PERCENT);

  private WithReader() {}

  /**
   * The parameters as text, those that were left out with what they are then.
   *
   * @param written whether the rung has any
   */
  static Map<String, String> read(Fields rung, Action action, boolean written) {
    if (written && action.parameters().isEmpty()) {
      rung.mistake("with", action.word() + " takes no parameters, leave it out");
      return Map.of();
    }
    Fields with =
        written
            ? rung.mapping("with", example(action))
            : Fields.of(
                rung.path("with"),
                example(action),
                JsonNodeFactory.instance.objectNode(),
                rung.mistakes());
    Map<String, String> values = new TreeMap<>();
    for (Parameter parameter : action.parameters()) {
      value(with, parameter).ifPresent(value -> values.put(parameter.name(), value));
    }
    if (action == Action.SCALE) {
      checkSize(with, values);
    }
    with.finish();
    return values;
  }

  private static Optional<String> value(Fields with, Parameter parameter) {
    if (parameter.required()) {
      return with.required(parameter.name(), parameter.form().scalar(), parameter.example());
    }
    return parameter.otherwise().isEmpty()
        ? with.optional(parameter.name(), parameter.form().scalar())
        : with.or(parameter.name(), parameter.otherwise(), parameter.form().scalar());
  }

  private static void checkSize(Fields with, Map<String, String> values) {
    List<String> written = SIZES.stream().map(Parameter::name).filter(with::has).toList();
    if (written.size() != 1) {
      with.mistake(
          written.isEmpty() ? "replicas" : written.get(1),
          "is one of replicas, add and percent, write exactly one of the three");
    }
    if (values.containsKey("min")
        && values.containsKey("max")
        && Long.parseLong(values.get("min")) > Long.parseLong(values.get("max"))) {
      with.mistake("min", "is above max, write a smaller number");
    }
  }

  private static String example(Action action) {
    return "{"
        + String.join(
            ", ",
            action.parameters().stream()
                .filter(it -> it.required() || action.parameters().size() == 1)
                .map(it -> it.name() + ": " + it.example())
                .toList())
        + "}";
  }
}
