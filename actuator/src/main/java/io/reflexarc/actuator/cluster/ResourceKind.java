package io.reflexarc.actuator.cluster;

/**
 * A kind of object, and where the API server keeps it.
 *
 * @param group API group, empty for the core group
 * @param version version within the group
 * @param plural resource name as in paths and roles: {@code deployments}
 * @param kind kind as written in objects: {@code Deployment}
 * @param namespaced whether its objects live in a namespace
 */
public record ResourceKind(
    String group, String version, String plural, String kind, boolean namespaced) {

  public static final ResourceKind DEPLOYMENT =
      new ResourceKind("apps", "v1", "deployments", "Deployment", true);
  public static final ResourceKind REPLICA_SET =
      new ResourceKind("apps", "v1", "replicasets", "ReplicaSet", true);
  public static final ResourceKind NAMESPACE =
      new ResourceKind("", "v1", "namespaces", "Namespace", false);

  /**
   * @throws IllegalArgumentException when a part is missing
   */
  public ResourceKind {
    if (version.isEmpty() || plural.isEmpty() || kind.isEmpty()) {
      throw new IllegalArgumentException("a resource kind has a version, a plural and a kind");
    }
  }

  /** {@code deployments.apps}, as error messages and roles name it. */
  public String qualified() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /**
   * Path of the collection, from the server's root; the namespace is ignored where there is none.
   */
  String path(String namespace) {
    String root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    return namespaced ? root + "/namespaces/" + namespace + "/" + plural : root + "/" + plural;
  }
}
