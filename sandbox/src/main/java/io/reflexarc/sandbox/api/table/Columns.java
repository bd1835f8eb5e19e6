package io.reflexarc.sandbox.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.sandbox.api.type.PrinterColumn;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The columns of each type, as kubectl users know them. */
final class Columns {

  private static final Map<String, List<Column>> BUILT_IN =
      Map.ofEntries(
          Map.entry("pods", pods()),
          Map.entry("nodes", nodes()),
          Map.entry("namespaces", namespaces()),
          Map.entry("events", events()),
          Map.entry("events.events.k8s.io", newEvents()),
          Map.entry("services", services()),
          Map.entry("endpoints", endpoints()),
          Map.entry("configmaps", configMaps()),
          Map.entry("secrets", secrets()),
          Map.entry("serviceaccounts", serviceAccounts()),
          Map.entry("deployments.apps", deployments()),
          Map.entry("replicasets.apps", replicaSets()),
          Map.entry("statefulsets.apps", statefulSets()),
          Map.entry("daemonsets.apps", daemonSets()),
          Map.entry("controllerrevisions.apps", controllerRevisions()),
          Map.entry("jobs.batch", jobs()),
          Map.entry("horizontalpodautoscalers.autoscaling", autoscalers()),
          Map.entry("poddisruptionbudgets.policy", budgets()),
          Map.entry("leases.coordination.k8s.io", leases()),
          Map.entry("endpointslices.discovery.k8s.io", endpointSlices()),
          Map.entry("customresourcedefinitions.apiextensions.k8s.io", definitions()));

  private Columns() {}

  static List<Column> of(ResourceType type) {
    List<Column> known = BUILT_IN.get(type.qualifiedPlural());
    return known == null ? custom(type) : known;
  }

  private static List<Column> custom(ResourceType type) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.ofName());
    type.columns().forEach(printed -> columns.add(printed(printed)));
    if (type.columns().isEmpty()) {
      columns.add(Column.age());
    }
    return columns;
  }

  private static Column printed(PrinterColumn column) {
    if (column.type().equals("date")) {
      return Column.text(
          column.name(),
          column.priority(),
          (o, now) -> Ages.since(JsonPaths.find(o, column.jsonPath()), now));
    }
    return new Column(
        column.name(),
        column.type(),
        "",
        column.priority(),
        (o, now) -> JsonPaths.cell(JsonPaths.find(o, column.jsonPath())));
  }

  private static List<Column> pods() {
    return List.of(
        Column.ofName(),
        Column.text("Ready", 0, (o, now) -> PodCells.ready(o)),
        Column.text("Status", 0, (o, now) -> PodCells.status(o)),
        Column.text("Restarts", 0, PodCells::restarts),
        Column.age(),
        Column.text("IP", 1, (o, now) -> PodCells.orNone(o.at("/status/podIP"))),
        Column.text("Node", 1, (o, now) -> PodCells.orNone(o.at("/spec/nodeName"))),
        Column.text(
            "Nominated Node", 1, (o, now) -> PodCells.orNone(o.at("/status/nominatedNodeName"))),
        Column.text("Readiness Gates", 1, (o, now) -> "<none>"));
  }

  private static List<Column> nodes() {
    return List.of(
        Column.ofName(),
        Column.text("Status", 0, (o, now) -> NodeCells.status(o)),
        Column.text("Roles", 0, (o, now) -> NodeCells.roles(o)),
        Column.age(),
        Column.text("Version", 0, (o, now) -> o.at("/status/nodeInfo/kubeletVersion").asText()),
        Column.text("Internal-IP", 1, (o, now) -> NodeCells.address(o, "InternalIP")),
        Column.text("External-IP", 1, (o, now) -> NodeCells.address(o, "ExternalIP")),
        Column.text("OS-Image", 1, (o, now) -> NodeCells.info(o, "osImage")),
        Column.text("Kernel-Version", 1, (o, now) -> NodeCells.info(o, "kernelVersion")),
        Column.text(
            "Container-Runtime", 1, (o, now) -> NodeCells.info(o, "containerRuntimeVersion")));
  }

  private static List<Column> namespaces() {
    return List.of(
        Column.ofName(),
        Column.text("Status", 0, (o, now) -> o.at("/status/phase").asText()),
        Column.age());
  }

  private static List<Column> events() {
    return List.of(
        Column.text("Last Seen", 0, EventCells::lastSeen),
        Column.text("Type", 0, (o, now) -> o.path("type").asText()),
        Column.text("Reason", 0, (o, now) -> o.path("reason").asText()),
        Column.text("Object", 0, (o, now) -> EventCells.object(o.path("involvedObject"))),
        Column.text("Subobject", 1, (o, now) -> o.at("/involvedObject/fieldPath").asText()),
        Column.text("Source", 1, (o, now) -> EventCells.source(o)),
        Column.text("Message", 0, (o, now) -> o.path("message").asText().strip()),
        Column.text("First Seen", 1, EventCells::firstSeen),
        Column.text("Count", 1, (o, now) -> Long.toString(EventCells.count(o))),
        new Column("Name", "string", "name", 1, (o, now) -> o.at("/metadata/name")));
  }

  private static List<Column> newEvents() {
    return List.of(
        Column.text("Last Seen", 0, EventCells::lastSeen),
        Column.text("Type", 0, (o, now) -> o.path("type").asText()),
        Column.text("Reason", 0, (o, now) -> o.path("reason").asText()),
        Column.text("Object", 0, (o, now) -> EventCells.object(o.path("regarding"))),
        Column.text("Message", 0, (o, now) -> o.path("note").asText().strip()),
        new Column("Name", "string", "name", 1, (o, now) -> o.at("/metadata/name")));
  }

  private static List<Column> services() {
    return List.of(
        Column.ofName(),
        Column.text("Type", 0, (o, now) -> o.at("/spec/type").asText("ClusterIP")),
        Column.text("Cluster-IP", 0, (o, now) -> PodCells.orNone(o.at("/spec/clusterIP"))),
        Column.text("External-IP", 0, (o, now) -> "<none>"),
        Column.text("Port(s)", 0, (o, now) -> ports(o)),
        Column.age(),
        Column.text("Selector", 1, (o, now) -> pairs(o.at("/spec/selector"))));
  }

  private static List<Column> endpoints() {
    return List.of(
        Column.ofName(), Column.text("Endpoints", 0, (o, now) -> addresses(o)), Column.age());
  }

  private static List<Column> configMaps() {
    return List.of(
        Column.ofName(),
        Column.text(
            "Data",
            0,
            (o, now) -> Integer.toString(o.path("data").size() + o.path("binaryData").size())),
        Column.age());
  }

  private static List<Column> secrets() {
    return List.of(
        Column.ofName(),
        Column.text("Type", 0, (o, now) -> o.path("type").asText("Opaque")),
        Column.text("Data", 0, (o, now) -> Integer.toString(o.path("data").size())),
        Column.age());
  }

  private static List<Column> serviceAccounts() {
    return List.of(
        Column.ofName(),
        Column.text("Secrets", 0, (o, now) -> Integer.toString(o.path("secrets").size())),
        Column.age());
  }

  private static List<Column> deployments() {
    return with(
        List.of(
            Column.ofName(),
            Column.text(
                "Ready",
                0,
                (o, now) ->
                    o.at("/status/readyReplicas").asLong() + "/" + o.at("/spec/replicas").asLong()),
            Column.number("Up-to-date", "/status/updatedReplicas"),
            Column.number("Available", "/status/availableReplicas"),
            Column.age()),
        workload());
  }

  private static List<Column> replicaSets() {
    return with(
        List.of(
            Column.ofName(),
            Column.number("Desired", "/spec/replicas"),
            Column.number("Current", "/status/replicas"),
            Column.number("Ready", "/status/readyReplicas"),
            Column.age()),
        workload());
  }

  private static List<Column> statefulSets() {
    return List.of(
        Column.ofName(),
        Column.text(
            "Ready",
            0,
            (o, now) ->
                o.at("/status/readyReplicas").asLong() + "/" + o.at("/spec/replicas").asLong()),
        Column.age(),
        containers(),
        images());
  }

  private static List<Column> daemonSets() {
    return with(
        List.of(
            Column.ofName(),
            Column.number("Desired", "/status/desiredNumberScheduled"),
            Column.number("Current", "/status/currentNumberScheduled"),
            Column.number("Ready", "/status/numberReady"),
            Column.number("Up-to-date", "/status/updatedNumberScheduled"),
            Column.number("Available", "/status/numberAvailable"),
            Column.text(
                "Node Selector", 0, (o, now) -> pairs(o.at("/spec/template/spec/nodeSelector"))),
            Column.age()),
        workload());
  }

  private static List<Column> controllerRevisions() {
    return List.of(
        Column.ofName(),
        Column.text(
            "Controller",
            0,
            (o, now) -> {
              JsonNode owner = o.at("/metadata/ownerReferences/0");
              return owner.isMissingNode()
                  ? "<none>"
                  : owner.path("kind").asText() + "/" + owner.path("name").asText();
            }),
        Column.number("Revision", "/revision"),
        Column.age());
  }

  private static List<Column> jobs() {
    return List.of(
        Column.ofName(),
        Column.text(
            "Completions",
            0,
            (o, now) ->
                o.at("/status/succeeded").asLong() + "/" + o.at("/spec/completions").asLong(1)),
        Column.age());
  }

  private static List<Column> autoscalers() {
    return List.of(
        Column.ofName(),
        Column.text(
            "Reference",
            0,
            (o, now) ->
                o.at("/spec/scaleTargetRef/kind").asText()
                    + "/"
                    + o.at("/spec/scaleTargetRef/name").asText()),
        Column.text("MinPods", 0, (o, now) -> Long.toString(o.at("/spec/minReplicas").asLong(1))),
        Column.number("MaxPods", "/spec/maxReplicas"),
        Column.number("Replicas", "/status/currentReplicas"),
        Column.age());
  }

  private static List<Column> budgets() {
    return List.of(
        Column.ofName(),
        Column.text("Min Available", 0, (o, now) -> orNotSet(o.at("/spec/minAvailable"))),
        Column.text("Max Unavailable", 0, (o, now) -> orNotSet(o.at("/spec/maxUnavailable"))),
        Column.number("Allowed Disruptions", "/status/disruptionsAllowed"),
        Column.age());
  }

  private static List<Column> leases() {
    return List.of(
        Column.ofName(),
        Column.text("Holder", 0, (o, now) -> o.at("/spec/holderIdentity").asText()),
        Column.age());
  }

  private static List<Column> endpointSlices() {
    return List.of(
        Column.ofName(),
        Column.text("AddressType", 0, (o, now) -> o.path("addressType").asText()),
        Column.text(
            "Ports", 0, (o, now) -> joined(o.path("ports"), port -> port.path("port").asText())),
        Column.text(
            "Endpoints",
            0,
            (o, now) -> joined(o.path("endpoints"), e -> e.at("/addresses/0").asText())),
        Column.age());
  }

  private static List<Column> definitions() {
    return List.of(
        Column.ofName(),
        Column.text("Created At", 0, (o, now) -> o.at("/metadata/creationTimestamp").asText()));
  }

  private static List<Column> workload() {
    return List.of(
        containers(),
        images(),
        Column.text("Selector", 1, (o, now) -> pairs(o.at("/spec/selector/matchLabels"))));
  }

  private static Column containers() {
    return Column.text("Containers", 1, (o, now) -> eachContainer(o, "name"));
  }

  private static Column images() {
    return Column.text("Images", 1, (o, now) -> eachContainer(o, "image"));
  }

  private static String eachContainer(JsonNode object, String field) {
    return joined(
        object.at("/spec/template/spec/containers"), container -> container.path(field).asText());
  }

  private static String joined(
      JsonNode list, java.util.function.Function<JsonNode, String> element) {
    String text =
        StreamSupport.stream(list.spliterator(), false)
            .map(element)
            .collect(Collectors.joining(","));
    return text.isEmpty() ? "<none>" : text;
  }

  private static String ports(JsonNode service) {
    return joined(
        service.at("/spec/ports"),
        port -> port.path("port").asText() + "/" + port.path("protocol").asText("TCP"));
  }

  private static String addresses(JsonNode endpoints) {
    List<String> all = new ArrayList<>();
    for (JsonNode subset : endpoints.path("subsets")) {
      for (JsonNode address : subset.path("addresses")) {
        for (JsonNode port : subset.path("ports")) {
          all.add(address.path("ip").asText() + ":" + port.path("port").asText());
        }
      }
    }
    return all.isEmpty() ? "<none>" : String.join(",", all);
  }

  private static String pairs(JsonNode map) {
    String text =
        map.properties().stream()
            .map(e -> e.getKey() + "=" + e.getValue().asText())
            .collect(Collectors.joining(","));
    return text.isEmpty() ? "<none>" : text;
  }

  private static String orNotSet(JsonNode value) {
    return value.isMissingNode() ? "N/A" : value.asText();
  }

  private static List<Column> with(List<Column> some, List<Column> more) {
    List<Column> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
