package io.reflexarc.sandbox.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of all kinds served: the built-in ones, and those of custom resources. */
public final class Schemas {

  private static final String FILE = "kubernetes.schema";

  private final Map<String, Struct> builtIn;
  private final Map<String, Struct> custom = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> openApi = new ConcurrentHashMap<>();

  /** The schemas of the built-in kinds. */
  public Schemas() {
    try (InputStream file = Schemas.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("The schema file is not on the class path: " + FILE);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      builtIn = new SchemaFile().parse(text.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields of this type's objects; anything goes where no schema is known. */
  public FieldType of(ResourceType type) {
    String key = key(type);
    Struct struct = builtIn.get(key);
    if (struct == null) {
      struct = custom.get(key);
    }
    return struct == null ? new FieldType.Any() : struct;
  }

  /** Whether this is a kind of Kubernetes itself. */
  public boolean isBuiltIn(ResourceType type) {
    return builtIn.containsKey(key(type));
  }

  /** The schema that a custom resource definition gave, as it gave it. */
  public Optional<JsonNode> declared(ResourceType type) {
    return Optional.ofNullable(openApi.get(key(type)));
  }

  /** Takes over the openAPIV3Schema of a custom resource's version. */
  public void declare(ResourceType type, JsonNode openApiSchema) {
    Struct metadata = (Struct) builtIn("v1 Pod").child("metadata");
    openApi.put(key(type), openApiSchema);
    custom.put(key(type), CustomSchema.of(type.kind(), openApiSchema, metadata));
  }

  private FieldType builtIn(String key) {
    Struct struct = builtIn.get(key);
    return struct == null ? new FieldType.Any() : struct;
  }

  private static String key(ResourceType type) {
    return type.apiVersion() + " " + type.kind();
  }
}
