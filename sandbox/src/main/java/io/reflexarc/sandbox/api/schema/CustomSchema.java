package io.reflexarc.sandbox.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.sandbox.api.schema.FieldType.Any;
import io.reflexarc.sandbox.api.schema.FieldType.ListOf;
import io.reflexarc.sandbox.api.schema.FieldType.MapOf;
import io.reflexarc.sandbox.api.schema.FieldType.Scalar;
import io.reflexarc.sandbox.api.schema.FieldType.Scalar.Kind;
import java.util.ArrayList;
import java.util.List;

/** Field types from the openAPIV3Schema of a custom resource definition. */
final class CustomSchema {

  private CustomSchema() {}

  static Struct of(String kind, JsonNode schema, Struct metadata) {
    Struct root = struct(kind, schema);
    root.field("apiVersion", new Scalar(Kind.STRING));
    root.field("kind", new Scalar(Kind.STRING));
    root.field("metadata", metadata);
    return root;
  }

  private static Struct struct(String name, JsonNode schema) {
    Struct struct =
        new Struct(name, schema.path("x-kubernetes-map-type").asText().equals("atomic"));
    schema
        .path("properties")
        .properties()
        .forEach(p -> struct.field(p.getKey(), type(name + "." + p.getKey(), p.getValue())));
    return struct;
  }

  private static FieldType type(String name, JsonNode schema) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return new Scalar(Kind.INT_OR_STRING);
    }
    if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      return new Any();
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(name, schema);
      case "array" -> list(name, schema);
      case "string" -> new Scalar(Kind.STRING);
      case "integer" -> new Scalar(Kind.INT64);
      case "number" -> new Scalar(Kind.NUMBER);
      case "boolean" -> new Scalar(Kind.BOOL);
      default -> new Any();
    };
  }

  private static FieldType object(String name, JsonNode schema) {
    JsonNode additional = schema.path("additionalProperties");
    if (additional.isObject()) {
      boolean atomic = schema.path("x-kubernetes-map-type").asText().equals("atomic");
      return new MapOf(type(name, additional), atomic);
    }
    return schema.has("properties") ? struct(name, schema) : new Any();
  }

  private static FieldType list(String name, JsonNode schema) {
    List<String> keys = new ArrayList<>();
    schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
    boolean set = schema.path("x-kubernetes-list-type").asText().equals("set");
    return new ListOf(type(name, schema.path("items")), keys, null, set);
  }
}
