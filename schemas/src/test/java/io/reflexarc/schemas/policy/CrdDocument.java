package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;

/** The custom resource definition of the policy language: what {@code deploy/crd} holds. */
final class CrdDocument {

  private static final String HEAD =
      """
      # The policy language as a custom resource. This file is generated from the policy records: CrdTest says what it is
      # to hold. The API server checks what a schema and CEL can say; whether a policy can be right as a whole is checked
      # by Reflexarc's own parser, which also refuses what this release does not enforce. Unknown fields are kept, not
      # dropped, so that they can be named instead of being ignored. Fields are explained in docs/reference/policy.md.
      """;
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(Feature.WRITE_DOC_START_MARKER)
          .disable(Feature.SPLIT_LINES)
          .enable(Feature.MINIMIZE_QUOTES)
          .enable(Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();
  private static final String ACCEPTED = ".status.conditions[?(@.type==\"Accepted\")].";

  private CrdDocument() {}

  static String text() throws JsonProcessingException {
    return HEAD + YAML.writeValueAsString(definition());
  }

  private static ObjectNode definition() {
    int slash = PolicyParser.API_VERSION.indexOf('/');
    String group = PolicyParser.API_VERSION.substring(0, slash);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
    root.putObject("metadata").put("name", "remediationpolicies." + group);
    ObjectNode spec = root.putObject("spec").put("group", group).put("scope", "Namespaced");
    spec.set("names", names());
    spec.putArray("versions").add(version(PolicyParser.API_VERSION.substring(slash + 1)));
    return root;
  }

  private static ObjectNode names() {
    ObjectNode names = JsonNodeFactory.instance.objectNode();
    names
        .put("kind", PolicyParser.KIND)
        .put("listKind", PolicyParser.KIND + "List")
        .put("plural", "remediationpolicies")
        .put("singular", "remediationpolicy");
    names.putArray("shortNames").add("rempol");
    names.putArray("categories").add("reflexarc");
    return names;
  }

  private static ObjectNode version(String name) {
    ObjectNode version = JsonNodeFactory.instance.objectNode();
    version.put("name", name).put("served", true).put("storage", true);
    version.putObject("subresources").putObject("status");
    ArrayNode columns = version.putArray("additionalPrinterColumns");
    column(columns, "Mode", "How far it may go without a human", ".spec.mode", 0);
    column(columns, "Target", "Kind of the workloads it watches", ".spec.target.kind", 0);
    column(columns, "Workload", "The one workload it watches", ".spec.target.name", 1);
    column(columns, "Accepted", "Whether it can be enforced as it stands", ACCEPTED + "status", 0);
    column(columns, "Reason", "Why it is accepted or not", ACCEPTED + "reason", 0);
    column(columns, "Message", "Each mistake by its path", ACCEPTED + "message", 1);
    column(columns, "Age", "Since it was made", ".metadata.creationTimestamp", 0);
    version.putObject("schema").set("openAPIV3Schema", root());
    return version;
  }

  /** A column; above priority 0 it is shown with {@code -o wide}. */
  private static void column(
      ArrayNode columns, String name, String description, String path, int priority) {
    ObjectNode column = columns.addObject();
    column.put("name", name).put("type", name.equals("Age") ? "date" : "string");
    column.put("description", description).put("jsonPath", path);
    if (priority > 0) {
      column.put("priority", priority);
    }
  }

  private static JsonNode root() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put(
        "description", "What counts as sick, what is tried against it, and what holds that back.");
    root.put("type", "object").putArray("required").add("spec");
    ObjectNode properties = root.putObject("properties");
    for (String name : List.of("apiVersion", "kind", "metadata")) {
      properties.putObject(name).put("type", name.equals("metadata") ? "object" : "string");
    }
    properties.set("spec", SpecSchema.spec().json());
    properties.set("status", StatusSchema.status());
    return root;
  }
}
