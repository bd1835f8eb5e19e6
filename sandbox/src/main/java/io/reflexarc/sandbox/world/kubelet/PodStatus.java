package io.reflexarc.sandbox.world.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.world.cluster.Pods;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what a kubelet knows of a pod, in the layout of a real one. */
final class PodStatus {
  private static final Set<String> OWN =
      Set.of("PodReadyToStartContainers", "Initialized", "ContainersReady", "Ready");

  private final PodWorker worker;

  PodStatus(PodWorker worker) {
    this.worker = worker;
  }

  void writeTo(ObjectNode pod) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("observedGeneration", Math.max(1, Metadata.generation(pod)));
    status.put("phase", phase());
    PodWorker.Finish finish = worker.finish();
    if (finish != null) {
      status.put("reason", finish.reason());
      status.put("message", finish.message());
    }
    status.set("conditions", conditions(pod));
    String host = worker.kubelet().address();
    status.put("hostIP", host);
    status.putArray("hostIPs").addObject().put("ip", host);
    if (!worker.ip().isEmpty()) {
      status.put("podIP", worker.ip());
      status.putArray("podIPs").addObject().put("ip", worker.ip());
    }
    status.put("startTime", Metadata.timestamp(worker.startTime()));
    ArrayNode containers = status.putArray("containerStatuses");
    worker.containers().forEach(container -> containers.add(container.json()));
    status.put("qosClass", qosClass(pod));
    pod.set("status", status);
  }

  private String phase() {
    if (worker.finish() != null) {
      return "Failed";
    }
    List<ContainerWorker> containers = worker.containers();
    if (containers.stream().allMatch(c -> c.finalExit() != null)) {
      boolean failed = containers.stream().anyMatch(c -> !Integer.valueOf(0).equals(c.finalExit()));
      return failed ? "Failed" : "Succeeded";
    }
    return containers.stream().allMatch(ContainerWorker::ranBefore) ? "Running" : "Pending";
  }

  private ArrayNode conditions(ObjectNode pod) {
    List<ContainerWorker> unready =
        worker.containers().stream().filter(container -> !container.ready()).toList();
    String names =
        unready.stream().map(ContainerWorker::name).collect(Collectors.joining(" ", "[", "]"));
    String message = "containers with unready status: " + names;
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    condition(list, pod, "PodReadyToStartContainers", true, "");
    condition(list, pod, "Initialized", true, "");
    condition(list, pod, "ContainersReady", unready.isEmpty(), message);
    condition(list, pod, "Ready", unready.isEmpty(), message);
    for (JsonNode foreign : pod.path("status").path("conditions")) {
      if (!OWN.contains(foreign.path("type").asText())) {
        list.add(foreign);
      }
    }
    return list;
  }

  private void condition(ArrayNode list, ObjectNode pod, String type, boolean holds, String why) {
    String value = holds ? "True" : "False";
    JsonNode before = Pods.condition(pod, type);
    boolean same = before != null && before.path("status").asText().equals(value);
    String now = Metadata.timestamp(worker.now());
    String since = same && before != null ? before.path("lastTransitionTime").asText(now) : now;
    ObjectNode condition = list.addObject().put("type", type);
    condition.put("observedGeneration", Math.max(1, Metadata.generation(pod)));
    condition.put("status", value).putNull("lastProbeTime").put("lastTransitionTime", since);
    if (!holds) {
      condition.put("reason", "ContainersNotReady").put("message", why);
    }
  }

  /** Guaranteed, Burstable or BestEffort by the containers' resources. */
  static String qosClass(JsonNode pod) {
    boolean any = false;
    boolean guaranteed = true;
    for (JsonNode container : pod.path("spec").path("containers")) {
      JsonNode requests = container.path("resources").path("requests");
      JsonNode limits = container.path("resources").path("limits");
      any |= requests.size() > 0 || limits.size() > 0;
      guaranteed &=
          limits.hasNonNull("cpu")
              && limits.hasNonNull("memory")
              && (requests.isEmpty() || requests.equals(limits));
    }
    return guaranteed ? "Guaranteed" : any ? "Burstable" : "BestEffort";
  }
}
