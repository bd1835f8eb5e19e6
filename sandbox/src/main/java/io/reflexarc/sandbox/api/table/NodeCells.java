package io.reflexarc.sandbox.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What kubectl prints of a node. */
final class NodeCells {

  private static final String ROLE = "node-role.kubernetes.io/";

  private NodeCells() {}

  static String status(JsonNode node) {
    String status = "Unknown";
    for (JsonNode condition : node.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        status = condition.path("status").asText().equals("True") ? "Ready" : "NotReady";
      }
    }
    boolean cordoned = node.path("spec").path("unschedulable").asBoolean();
    return cordoned ? status + ",SchedulingDisabled" : status;
  }

  static String roles(JsonNode node) {
    List<String> roles = new ArrayList<>();
    node.path("metadata")
        .path("labels")
        .fieldNames()
        .forEachRemaining(
            label -> {
              if (label.startsWith(ROLE)) {
                roles.add(label.substring(ROLE.length()));
              }
            });
    return roles.isEmpty() ? "<none>" : String.join(",", roles);
  }

  static String address(JsonNode node, String type) {
    for (JsonNode address : node.path("status").path("addresses")) {
      if (address.path("type").asText().equals(type)) {
        return address.path("address").asText();
      }
    }
    return "<none>";
  }

  static String info(JsonNode node, String field) {
    String value = node.path("status").path("nodeInfo").path(field).asText("");
    return value.isEmpty() ? "<unknown>" : value;
  }
}
