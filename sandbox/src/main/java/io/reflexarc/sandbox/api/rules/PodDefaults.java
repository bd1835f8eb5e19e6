package io.reflexarc.sandbox.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the API fills in of pods and pod templates. */
final class PodDefaults {

  private static final List<String> PROBES =
      List.of("livenessProbe", "readinessProbe", "startupProbe");
  private static final int TOLERATION_SECONDS = 300;

  private PodDefaults() {}

  static void ofPod(ObjectNode spec) {
    ofTemplate(spec);
    Fill.text(spec, "serviceAccountName", "default");
    Fill.text(spec, "serviceAccount", spec.path("serviceAccountName").asText());
    Fill.flag(spec, "enableServiceLinks", true);
    Fill.number(spec, "priority", 0);
    Fill.text(spec, "preemptionPolicy", "PreemptLowerPriority");
    tolerate(spec, "node.kubernetes.io/not-ready");
    tolerate(spec, "node.kubernetes.io/unreachable");
  }

  static void ofTemplate(ObjectNode spec) {
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : spec.path(list)) {
        if (container instanceof ObjectNode object) {
          container(object);
        }
      }
    }
    Fill.text(spec, "restartPolicy", "Always");
    Fill.number(spec, "terminationGracePeriodSeconds", 30);
    Fill.text(spec, "dnsPolicy", "ClusterFirst");
    Fill.object(spec, "securityContext");
    Fill.text(spec, "schedulerName", "default-scheduler");
  }

  private static void container(ObjectNode container) {
    for (JsonNode port : container.path("ports")) {
      Fill.text((ObjectNode) port, "protocol", "TCP");
    }
    ObjectNode resources = Fill.object(container, "resources");
    if (resources.path("limits") instanceof ObjectNode limits) {
      ObjectNode requests = Fill.object(resources, "requests");
      limits.properties().forEach(limit -> Fill.value(requests, limit.getKey(), limit.getValue()));
    }
    for (String name : PROBES) {
      if (container.path(name) instanceof ObjectNode probe) {
        probe(probe);
      }
    }
    Fill.text(container, "terminationMessagePath", "/dev/termination-log");
    Fill.text(container, "terminationMessagePolicy", "File");
    Fill.text(container, "imagePullPolicy", pullPolicy(container.path("image").asText()));
  }

  private static void probe(ObjectNode probe) {
    Fill.number(probe, "timeoutSeconds", 1);
    Fill.number(probe, "periodSeconds", 10);
    Fill.number(probe, "successThreshold", 1);
    Fill.number(probe, "failureThreshold", 3);
    if (probe.path("httpGet") instanceof ObjectNode http) {
      Fill.text(http, "path", "/");
      Fill.text(http, "scheme", "HTTP");
    }
  }

  private static String pullPolicy(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    boolean moves = !last.contains(":") || last.endsWith(":latest");
    return moves && !last.contains("@") ? "Always" : "IfNotPresent";
  }

  private static void tolerate(ObjectNode spec, String taint) {
    ArrayNode tolerations = spec.withArrayProperty("tolerations");
    for (JsonNode toleration : tolerations) {
      String key = toleration.path("key").asText("");
      boolean all = key.isEmpty() && toleration.path("operator").asText().equals("Exists");
      boolean effective = List.of("", "NoExecute").contains(toleration.path("effect").asText(""));
      if ((all || key.equals(taint)) && effective) {
        return;
      }
    }
    tolerations
        .addObject()
        .put("key", taint)
        .put("operator", "Exists")
        .put("effect", "NoExecute")
        .put("tolerationSeconds", TOLERATION_SECONDS);
  }
}
