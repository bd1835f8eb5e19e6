package io.reflexarc.sandbox.world.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.world.cluster.Pods;

/** A Node as its kubelet registers and updates it. */
record NodeObject(NodeSpec spec, String address) {
  private static final String VERSION = "v1.36.2";

  ObjectNode json(String now) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = node.putObject("metadata").put("name", spec.name());
    metadata
        .putObject("labels")
        .put("beta.kubernetes.io/arch", "amd64")
        .put("beta.kubernetes.io/os", "linux")
        .put("kubernetes.io/arch", "amd64")
        .put("kubernetes.io/hostname", spec.name())
        .put("kubernetes.io/os", "linux")
        .put("node.kubernetes.io/instance-type", "sandbox")
        .put("topology.kubernetes.io/region", spec.region())
        .put("topology.kubernetes.io/zone", spec.zone());
    metadata.putObject("annotations").put("node.alpha.kubernetes.io/ttl", "0");
    node.putObject("spec");
    ObjectNode status = node.putObject("status");
    resources(status.putObject("capacity"));
    resources(status.putObject("allocatable"));
    heartbeat(node, false, now);
    ArrayNode addresses = status.putArray("addresses");
    addresses.addObject().put("type", "InternalIP").put("address", address);
    addresses.addObject().put("type", "Hostname").put("address", spec.name());
    status.putObject("daemonEndpoints").putObject("kubeletEndpoint").put("Port", 10250);
    nodeInfo(status.putObject("nodeInfo"));
    return node;
  }

  private void resources(ObjectNode resources) {
    resources.put("cpu", Integer.toString(spec.cpus())).put("ephemeral-storage", "100Gi");
    resources.put("memory", spec.memoryGiB() + "Gi").put("pods", Integer.toString(spec.pods()));
  }

  private void nodeInfo(ObjectNode info) {
    String id = "%032x".formatted(spec.name().hashCode() & 0xffffffffL);
    info.put("machineID", id).put("systemUUID", id).put("bootID", id);
    info.put("kernelVersion", "6.1.0-sandbox").put("osImage", "Reflexarc sandbox");
    info.put("containerRuntimeVersion", "containerd://2.1.0");
    info.put("kubeletVersion", VERSION).put("kubeProxyVersion", "");
    info.put("operatingSystem", "linux").put("architecture", "amd64");
  }

  /** Renews the conditions; each keeps its transition time while its status stays. */
  static void heartbeat(ObjectNode node, boolean memoryPressure, String now) {
    ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
    condition(
        conditions,
        node,
        "MemoryPressure",
        memoryPressure,
        memoryPressure ? "KubeletHasInsufficientMemory" : "KubeletHasSufficientMemory",
        "kubelet has " + (memoryPressure ? "insufficient" : "sufficient") + " memory available",
        now);
    condition(
        conditions,
        node,
        "DiskPressure",
        false,
        "KubeletHasNoDiskPressure",
        "kubelet has no disk pressure",
        now);
    condition(
        conditions,
        node,
        "PIDPressure",
        false,
        "KubeletHasSufficientPID",
        "kubelet has sufficient PID available",
        now);
    condition(
        conditions, node, "Ready", true, "KubeletReady", "kubelet is posting ready status", now);
    node.withObjectProperty("status").set("conditions", conditions);
  }

  private static void condition(
      ArrayNode list,
      ObjectNode node,
      String type,
      boolean holds,
      String reason,
      String message,
      String now) {
    String status = holds ? "True" : "False";
    JsonNode before = Pods.condition(node, type);
    boolean same = before != null && before.path("status").asText().equals(status);
    String since = same && before != null ? before.path("lastTransitionTime").asText(now) : now;
    list.addObject()
        .put("type", type)
        .put("status", status)
        .put("lastHeartbeatTime", now)
        .put("lastTransitionTime", since)
        .put("reason", reason)
        .put("message", message);
  }
}
