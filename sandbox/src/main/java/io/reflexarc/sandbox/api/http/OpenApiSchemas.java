package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.schema.FieldType;
import io.reflexarc.sandbox.api.schema.FieldType.Any;
import io.reflexarc.sandbox.api.schema.FieldType.ListOf;
import io.reflexarc.sandbox.api.schema.FieldType.MapOf;
import io.reflexarc.sandbox.api.schema.FieldType.Scalar;
import io.reflexarc.sandbox.api.schema.Struct;
import io.reflexarc.sandbox.api.type.ResourceType;

/** The schemas of one OpenAPI document; collects all that those added refer to. */
final class OpenApiSchemas {

  private static final String PREFIX = "io.k8s.";

  private final String references;
  private final ObjectNode schemas = Json.object();

  OpenApiSchemas(String references) {
    this.references = references;
  }

  ObjectNode all() {
    return schemas;
  }

  static ObjectNode kindOf(ResourceType type) {
    return Json.object()
        .put("group", type.group())
        .put("kind", type.kind())
        .put("version", type.version());
  }

  void add(Struct struct, ResourceType type) {
    String name = write(struct);
    ((ObjectNode) schemas.path(name)).putArray("x-kubernetes-group-version-kind").add(kindOf(type));
  }

  /** Adds the schema of a custom resource as it was declared, with the standard head. */
  void declare(Struct struct, JsonNode declared, ResourceType type) {
    ObjectNode schema = declared.deepCopy();
    ObjectNode properties = schema.withObjectProperty("properties");
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    properties.set("metadata", of(struct.child("metadata")));
    schema.putArray("x-kubernetes-group-version-kind").add(kindOf(type));
    String name = type.group() + "." + type.version() + "." + type.kind();
    schemas.set(name, schema);
  }

  private String write(Struct struct) {
    String name = PREFIX + struct.name();
    if (!schemas.has(name)) {
      ObjectNode schema = schemas.putObject(name).put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      struct.fields().forEach((field, type) -> properties.set(field, of(type)));
      if (struct.atomic()) {
        schema.put("x-kubernetes-map-type", "atomic");
      }
    }
    return name;
  }

  private ObjectNode of(FieldType type) {
    ObjectNode schema = Json.object();
    if (type instanceof Struct struct) {
      schema.put("$ref", references + write(struct));
    } else if (type instanceof ListOf list) {
      list(schema, list);
    } else if (type instanceof MapOf map) {
      schema.put("type", "object").set("additionalProperties", of(map.value()));
    } else if (type instanceof Scalar scalar) {
      scalar(schema, scalar.kind());
    } else if (type instanceof Any) {
      schema.put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
    }
    return schema;
  }

  private void list(ObjectNode schema, ListOf list) {
    schema.put("type", "array").set("items", of(list.element()));
    if (list.mergeKey() != null) {
      schema.put("x-kubernetes-patch-merge-key", list.mergeKey());
    }
    if (list.mergeKey() != null || list.set()) {
      schema.put("x-kubernetes-patch-strategy", "merge");
    }
    if (!list.keys().isEmpty()) {
      list.keys().forEach(schema.putArray("x-kubernetes-list-map-keys")::add);
      schema.put("x-kubernetes-list-type", "map");
    } else {
      schema.put("x-kubernetes-list-type", list.set() ? "set" : "atomic");
    }
  }

  private static void scalar(ObjectNode schema, Scalar.Kind kind) {
    switch (kind) {
      case STRING, QUANTITY -> schema.put("type", "string");
      case INT32 -> schema.put("type", "integer").put("format", "int32");
      case INT64 -> schema.put("type", "integer").put("format", "int64");
      case NUMBER -> schema.put("type", "number").put("format", "double");
      case BOOL -> schema.put("type", "boolean");
      case INT_OR_STRING -> schema.put("type", "string").put("format", "int-or-string");
    }
  }
}
