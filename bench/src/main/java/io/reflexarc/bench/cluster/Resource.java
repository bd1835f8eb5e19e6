package io.reflexarc.bench.cluster;

import java.util.Arrays;
import java.util.Optional;

/** The resources of which a generated cluster has objects. */
enum Resource {
  PODS("/api/v1/pods", "v1", "Pod", "pod.json"),
  NODES("/api/v1/nodes", "v1", "Node", "node.json"),
  NAMESPACES("/api/v1/namespaces", "v1", "Namespace", "namespace.json"),
  DEPLOYMENTS("/apis/apps/v1/deployments", "apps/v1", "Deployment", "deployment.json"),
  REPLICA_SETS("/apis/apps/v1/replicasets", "apps/v1", "ReplicaSet", "replicaset.json");

  private final String path;
  private final String version;
  private final String kind;
  private final String template;

  Resource(String path, String version, String kind, String template) {
    this.path = path;
    this.version = version;
    this.kind = kind;
    this.template = template;
  }

  static Optional<Resource> at(String path) {
    return Arrays.stream(values()).filter(it -> it.path.equals(path)).findFirst();
  }

  String version() {
    return version;
  }

  String kind() {
    return kind;
  }

  Template template() {
    return Template.load(template);
  }

  int count(ClusterShape shape) {
    return switch (this) {
      case PODS -> shape.pods();
      case NODES -> shape.nodes();
      case NAMESPACES -> ClusterShape.NAMESPACES;
      case DEPLOYMENTS -> shape.deployments();
      case REPLICA_SETS -> shape.replicaSets();
    };
  }
}
