package io.reflexarc.actuator.rights;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Actions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Service account, role and binding for the actions that are enabled, as YAML for {@code kubectl
 * apply}.
 *
 * @param actions those that are enabled
 * @param namespace the only one to work in, empty for all
 */
public record RoleManifest(Actions actions, String namespace) {

  private static final String NAME = "reflexarc-actuator";
  private static final String HOME = "reflexarc";

  /** The manifest. */
  public String yaml() {
    String scope = namespace.isEmpty() ? "Cluster" : "";
    return header()
        + "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: "
        + NAME
        + "\n  namespace: "
        + HOME
        + "\n---\n"
        + object(scope + "Role")
        + Rules.of(actions.all(), !namespace.isEmpty()).yaml()
        + "---\n"
        + object(scope + "RoleBinding")
        + "roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: "
        + scope
        + "Role\n  name: "
        + NAME
        + "\nsubjects:\n  - kind: ServiceAccount\n    name: "
        + NAME
        + "\n    namespace: "
        + HOME
        + "\n";
  }

  private String header() {
    return "# What the actuator may do, and nothing else: the rights of the actions that are enabled,\n"
        + names(actions.all())
        + "# Of all of Reflexarc only this service account may write to workloads.\n"
        + "# Printed by: ./reflexarc actuator --print-rbac [--namespace NAMESPACE]"
        + " [--set "
        + Actions.ENABLED
        + "=NAMES]\n"
        + outside();
  }

  private static String names(List<Action> actions) {
    return actions.stream().map(Action::name).collect(Collectors.joining(", ", "# ", ".\n"));
  }

  /** What cannot be had in one namespace is said and left out. */
  private String outside() {
    String names =
        actions.all().stream()
            .filter(action -> !action.rights().stream().allMatch(Rules::withinOne))
            .map(Action::name)
            .collect(Collectors.joining(", "));
    return namespace.isEmpty() || names.isEmpty()
        ? ""
        : "# Left out, for they reach beyond one namespace: " + names + ".\n";
  }

  private String object(String kind) {
    return "apiVersion: rbac.authorization.k8s.io/v1\nkind: "
        + kind
        + "\nmetadata:\n  name: "
        + NAME
        + (namespace.isEmpty() ? "\n" : "\n  namespace: " + namespace + "\n");
  }
}
