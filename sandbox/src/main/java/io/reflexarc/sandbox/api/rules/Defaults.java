package io.reflexarc.sandbox.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.ResourceType;

/** What the API fills in where the caller left a field out. */
final class Defaults {

  private Defaults() {}

  static void apply(ResourceType type, ObjectNode object) {
    ObjectNode spec = object.path("spec") instanceof ObjectNode given ? given : null;
    if (spec == null) {
      namespaceLabel(type, object);
      return;
    }
    switch (type.qualifiedPlural()) {
      case "pods" -> PodDefaults.ofPod(spec);
      case "services" -> service(spec);
      case "deployments.apps" -> deployment(spec);
      case "replicasets.apps" -> {
        Fill.number(spec, "replicas", 1);
        template(spec);
      }
      case "statefulsets.apps" -> statefulSet(spec);
      case "daemonsets.apps" -> daemonSet(spec);
      case "jobs.batch" -> {
        Fill.number(spec, "parallelism", 1);
        Fill.number(spec, "completions", 1);
        Fill.number(spec, "backoffLimit", 6);
        template(spec);
      }
      case "horizontalpodautoscalers.autoscaling" -> Fill.number(spec, "minReplicas", 1);
      default -> namespaceLabel(type, object);
    }
  }

  private static void namespaceLabel(ResourceType type, ObjectNode object) {
    if (type.qualifiedPlural().equals("namespaces")) {
      ObjectNode metadata = object.withObjectProperty("metadata");
      Fill.object(metadata, "labels")
          .put("kubernetes.io/metadata.name", metadata.path("name").asText());
    }
  }

  private static void deployment(ObjectNode spec) {
    Fill.number(spec, "replicas", 1);
    ObjectNode strategy = Fill.object(spec, "strategy");
    Fill.text(strategy, "type", "RollingUpdate");
    if (strategy.path("type").asText().equals("RollingUpdate")) {
      ObjectNode rolling = Fill.object(strategy, "rollingUpdate");
      Fill.text(rolling, "maxUnavailable", "25%");
      Fill.text(rolling, "maxSurge", "25%");
    }
    Fill.number(spec, "revisionHistoryLimit", 10);
    Fill.number(spec, "progressDeadlineSeconds", 600);
    template(spec);
  }

  private static void statefulSet(ObjectNode spec) {
    Fill.number(spec, "replicas", 1);
    Fill.text(spec, "podManagementPolicy", "OrderedReady");
    ObjectNode strategy = Fill.object(spec, "updateStrategy");
    Fill.text(strategy, "type", "RollingUpdate");
    if (strategy.path("type").asText().equals("RollingUpdate")) {
      Fill.number(Fill.object(strategy, "rollingUpdate"), "partition", 0);
    }
    Fill.number(spec, "revisionHistoryLimit", 10);
    template(spec);
  }

  private static void daemonSet(ObjectNode spec) {
    ObjectNode strategy = Fill.object(spec, "updateStrategy");
    Fill.text(strategy, "type", "RollingUpdate");
    if (strategy.path("type").asText().equals("RollingUpdate")) {
      ObjectNode rolling = Fill.object(strategy, "rollingUpdate");
      Fill.number(rolling, "maxUnavailable", 1);
      Fill.number(rolling, "maxSurge", 0);
    }
    Fill.number(spec, "revisionHistoryLimit", 10);
    template(spec);
  }

  private static void service(ObjectNode spec) {
    Fill.text(spec, "type", "ClusterIP");
    Fill.text(spec, "sessionAffinity", "None");
    Fill.text(spec, "internalTrafficPolicy", "Cluster");
    for (JsonNode entry : spec.path("ports")) {
      ObjectNode port = (ObjectNode) entry;
      Fill.text(port, "protocol", "TCP");
      Fill.value(port, "targetPort", port.path("port"));
    }
  }

  private static void template(ObjectNode spec) {
    if (spec.path("template").path("spec") instanceof ObjectNode template) {
      PodDefaults.ofTemplate(template);
    }
  }
}
