package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** Resources that are answered but not stored: metrics, and what a caller may do. */
final class VirtualResources {

  private VirtualResources() {}

  static String version(String group) {
    return group.equals("metrics.k8s.io") ? "v1beta1" : "v1";
  }

  static void describe(String group, ArrayNode resources) {
    switch (group) {
      case "metrics.k8s.io" -> {
        add(resources, "nodes", "NodeMetrics", false, List.of("get", "list"));
        add(resources, "pods", "PodMetrics", true, List.of("get", "list"));
      }
      case "authorization.k8s.io" -> {
        add(
            resources,
            "selfsubjectaccessreviews",
            "SelfSubjectAccessReview",
            false,
            List.of("create"));
        add(
            resources,
            "selfsubjectrulesreviews",
            "SelfSubjectRulesReview",
            false,
            List.of("create"));
      }
      default -> {}
    }
  }

  private static void add(
      ArrayNode resources, String name, String kind, boolean namespaced, List<String> verbs) {
    var entry =
        resources
            .addObject()
            .put("name", name)
            .put("singularName", "")
            .put("namespaced", namespaced)
            .put("kind", kind);
    verbs.forEach(entry.putArray("verbs")::add);
  }
}
