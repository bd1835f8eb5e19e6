package io.reflexarc.actuator.rights;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.cluster.ResourceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The rules of a role: each kind of object once, with all that is done to it. In the order of
 * groups and names, so that equal rights make equal text.
 *
 * @param all of them
 */
record Rules(List<Rule> all) {

  /** Every action is preceded by a look at its namespace, which a human may have paused. */
  private static final Right OF_THE_SPINE = Right.to(ResourceKind.NAMESPACE, "get");

  private static final List<String> ORDER =
      List.of("get", "list", "create", "update", "patch", "delete");

  /**
   * What may be done to some kinds of one API group.
   *
   * @param group empty for the core group
   * @param resources as roles name them
   * @param verbs reads first
   */
  record Rule(String group, List<String> resources, List<String> verbs) {

    boolean alike(Rule other) {
      return group.equals(other.group) && verbs.equals(other.verbs);
    }

    Rule with(String resource) {
      List<String> more = new ArrayList<>(resources);
      more.add(resource);
      return new Rule(group, more, verbs);
    }

    String yaml() {
      return "  - apiGroups: ["
          + (group.isEmpty() ? "\"\"" : group)
          + "]\n    resources: ["
          + String.join(", ", resources)
          + "]\n    verbs: ["
          + String.join(", ", verbs)
          + "]\n";
    }
  }

  Rules {
    all = List.copyOf(all);
  }

  /** Those that actions need, as far as they can be had in one namespace if there is only one. */
  static Rules of(Collection<Action> actions, boolean oneNamespace) {
    Map<ResourceKind, TreeSet<String>> verbs =
        new TreeMap<>(
            Comparator.comparing(ResourceKind::group).thenComparing(ResourceKind::plural));
    Stream.concat(actions.stream().flatMap(a -> a.rights().stream()), Stream.of(OF_THE_SPINE))
        .filter(right -> !oneNamespace || withinOne(right))
        .forEach(
            right ->
                verbs
                    .computeIfAbsent(
                        right.kind(), kind -> new TreeSet<>(Comparator.comparing(ORDER::indexOf)))
                    .addAll(right.verbs()));
    return new Rules(merged(verbs));
  }

  /** Whether a right can be had in one namespace: of a namespace that one itself, too. */
  static boolean withinOne(Right right) {
    return right.kind().namespaced() || right.equals(OF_THE_SPINE);
  }

  private static List<Rule> merged(Map<ResourceKind, TreeSet<String>> verbs) {
    List<Rule> rules = new ArrayList<>();
    verbs.forEach(
        (kind, each) -> {
          Rule rule = new Rule(kind.group(), List.of(kind.plural()), List.copyOf(each));
          Optional<Rule> alike = rules.stream().filter(rule::alike).findFirst();
          rules.remove(alike.orElse(rule));
          rules.add(alike.map(other -> other.with(kind.plural())).orElse(rule));
        });
    return rules;
  }

  String yaml() {
    StringBuilder text = new StringBuilder("rules:\n");
    all.forEach(rule -> text.append(rule.yaml()));
    return text.toString();
  }
}
