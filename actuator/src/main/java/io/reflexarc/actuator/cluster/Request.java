package io.reflexarc.actuator.cluster;

/**
 * What was asked of the API server, in the words of its roles.
 *
 * @param verb {@code get}, {@code list}, {@code update}, {@code patch}, {@code delete}, {@code
 *     create} of an eviction
 * @param kind of what
 * @param namespace where, empty for the cluster's own
 * @param name which, empty for all
 */
record Request(String verb, ResourceKind kind, String namespace, String name) {

  /** {@code update deployments.apps web in namespace shop}. */
  @Override
  public String toString() {
    return verb + " " + kind.qualified() + (name.isEmpty() ? "" : " " + name) + where();
  }

  /** {@code verb update on deployments.apps in namespace shop}. */
  String right() {
    return "verb " + verb + " on " + kind.qualified() + where();
  }

  private String where() {
    if (!kind.namespaced()) {
      return "";
    }
    return namespace.isEmpty() ? " in all namespaces" : " in namespace " + namespace;
  }
}
