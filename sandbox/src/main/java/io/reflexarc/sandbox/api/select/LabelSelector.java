package io.reflexarc.sandbox.api.select;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.reflexarc.sandbox.api.error.ApiException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A label selector: requirements that all must hold. Reads both forms, the text of a query ({@code
 * app=checkout,version notin (v3)}) and the selector object of a specification.
 */
public final class LabelSelector implements Predicate<JsonNode> {

  /** How a label must relate to the values. */
  private enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST
  }

  private record Requirement(String key, Operator operator, Set<String> values) {

    boolean holds(@Nullable String value) {
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
      };
    }
  }

  private static final String NAME = "[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?";
  private static final Pattern SET =
      Pattern.compile("\\s*(" + NAME + ")\\s+(in|notin)\\s*\\(([^()]*)\\)\\s*");
  private static final Pattern EQUALITY =
      Pattern.compile("\\s*(" + NAME + ")\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)\\s*");
  private static final Pattern EXISTENCE = Pattern.compile("\\s*(!?)\\s*(" + NAME + ")\\s*");

  private final List<Requirement> requirements;

  private LabelSelector(List<Requirement> requirements) {
    this.requirements = List.copyOf(requirements);
  }

  /**
   * Parses the labelSelector of a query.
   *
   * @param text null or blank selects everything
   * @throws ApiException 400 when it cannot be read
   */
  public static LabelSelector parse(@Nullable String text) {
    List<Requirement> requirements = new ArrayList<>();
    if (text != null && !text.isBlank()) {
      for (String part : split(text)) {
        requirements.add(requirement(part, text));
      }
    }
    return new LabelSelector(requirements);
  }

  /**
   * Reads a selector object with matchLabels and matchExpressions. An absent one selects nothing
   * and an empty one everything, as Kubernetes has it.
   */
  public static Predicate<JsonNode> of(@Nullable JsonNode selector) {
    if (selector == null || selector.isMissingNode() || selector.isNull()) {
      return labels -> false;
    }
    List<Requirement> requirements = new ArrayList<>();
    selector
        .path("matchLabels")
        .properties()
        .forEach(
            label ->
                requirements.add(
                    new Requirement(
                        label.getKey(), Operator.IN, Set.of(label.getValue().asText()))));
    for (JsonNode expression : selector.path("matchExpressions")) {
      Set<String> values = new java.util.HashSet<>();
      expression.path("values").forEach(value -> values.add(value.asText()));
      Operator operator =
          switch (expression.path("operator").asText()) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            default -> Operator.DOES_NOT_EXIST;
          };
      requirements.add(new Requirement(expression.path("key").asText(), operator, values));
    }
    return new LabelSelector(requirements);
  }

  /** Whether the labels of this object satisfy all requirements. */
  @Override
  public boolean test(JsonNode object) {
    JsonNode labels = object.path("metadata").path("labels");
    return requirements.stream()
        .allMatch(r -> r.holds(labels.has(r.key()) ? labels.get(r.key()).asText() : null));
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static Requirement requirement(String part, String whole) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      Operator operator = set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN;
      return new Requirement(group(set, 1), operator, values(group(set, 3)));
    }
    Matcher equality = EQUALITY.matcher(part);
    if (equality.matches()) {
      Operator operator = equality.group(2).equals("!=") ? Operator.NOT_IN : Operator.IN;
      return new Requirement(group(equality, 1), operator, Set.of(group(equality, 3)));
    }
    Matcher existence = EXISTENCE.matcher(part);
    if (existence.matches()) {
      Operator operator = group(existence, 1).isEmpty() ? Operator.EXISTS : Operator.DOES_NOT_EXIST;
      return new Requirement(group(existence, 2), operator, Set.of());
    }
    throw ApiException.badRequest(
        "unable to parse requirement: \"%s\" in label selector \"%s\"".formatted(part, whole));
  }

  private static String group(Matcher matcher, int number) {
    return Objects.requireNonNullElse(matcher.group(number), "");
  }

  private static Set<String> values(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet());
  }
}
