package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.schema.FieldType;
import io.reflexarc.sandbox.api.schema.Schemas;
import io.reflexarc.sandbox.api.schema.Struct;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** OpenAPI: the fields of the served kinds, for clients that validate, explain or make patches. */
final class OpenApiHandler {

  private static final List<String> WRITES = List.of("post", "put", "patch");

  private final ResourceTypes types;
  private final Schemas schemas;

  OpenApiHandler(ResourceTypes types, Schemas schemas) {
    this.types = types;
    this.schemas = schemas;
  }

  Answer answer(ApiRequest request, List<String> segments) {
    if (!request.method().equals("GET")) {
      throw ApiException.methodNotAllowed();
    }
    String version = segments.size() > 1 ? segments.get(1) : "";
    if (version.equals("v3")) {
      return segments.size() == 2
          ? Answer.json(200, index())
          : document(String.join("/", segments.subList(2, segments.size())));
    }
    if (version.equals("v2")) {
      MediaType.negotiate(request.header("accept"));
      return Answer.json(200, swagger());
    }
    return Answer.text(404, "404 page not found\n");
  }

  private ObjectNode index() {
    ObjectNode index = Json.object();
    ObjectNode paths = index.putObject("paths");
    for (String path : new TreeSet<>(types.all().stream().map(OpenApiHandler::root).toList())) {
      paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path);
    }
    return index;
  }

  private Answer document(String root) {
    List<ResourceType> members =
        types.all().stream().filter(type -> root(type).equals(root)).toList();
    if (members.isEmpty()) {
      return Answer.text(404, "404 page not found\n");
    }
    ObjectNode document = head().put("openapi", "3.0.0");
    ObjectNode paths = document.putObject("paths");
    OpenApiSchemas written = new OpenApiSchemas("#/components/schemas/");
    for (ResourceType type : members) {
      addPaths(paths, type, true);
      addSchema(written, type);
    }
    document.putObject("components").set("schemas", written.all());
    return Answer.json(200, document);
  }

  private ObjectNode swagger() {
    ObjectNode document = head().put("swagger", "2.0");
    ObjectNode paths = document.putObject("paths");
    OpenApiSchemas written = new OpenApiSchemas("#/definitions/");
    for (ResourceType type : types.all()) {
      addPaths(paths, type, false);
      addSchema(written, type);
    }
    document.set("definitions", written.all());
    return document;
  }

  private void addSchema(OpenApiSchemas written, ResourceType type) {
    FieldType fields = schemas.of(type);
    if (fields instanceof Struct struct) {
      schemas
          .declared(type)
          .ifPresentOrElse(
              declared -> written.declare(struct, declared, type), () -> written.add(struct, type));
    }
  }

  private void addPaths(ObjectNode paths, ResourceType type, boolean withBodies) {
    String collection =
        "/" + root(type) + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
    ObjectNode all = paths.putObject(collection);
    ObjectNode one = paths.putObject(collection + "/{name}");
    operation(all, "get", "list", type);
    operation(one, "get", "get", type);
    for (String method : WRITES) {
      ObjectNode operation = operation(method.equals("post") ? all : one, method, method, type);
      var parameters = operation.putArray("parameters");
      for (String name : List.of("dryRun", "fieldManager", "fieldValidation")) {
        ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
        if (withBodies) {
          parameter.putObject("schema").put("type", "string");
        } else {
          parameter.put("type", "string");
        }
      }
      if (withBodies && method.equals("patch")) {
        ObjectNode content = operation.putObject("requestBody").putObject("content");
        for (Patches kind : Patches.values()) {
          if (kind != Patches.STRATEGIC || schemas.isBuiltIn(type)) {
            content.putObject(kind.mediaType()).putObject("schema").put("type", "object");
          }
        }
      }
    }
  }

  private static ObjectNode operation(
      ObjectNode path, String method, String action, ResourceType type) {
    ObjectNode operation = path.putObject(method);
    operation.put("operationId", action + type.kind() + "V" + type.version());
    operation.put("x-kubernetes-action", action.toLowerCase(Locale.ROOT));
    operation.set("x-kubernetes-group-version-kind", OpenApiSchemas.kindOf(type));
    operation.putObject("responses").putObject("200").put("description", "OK");
    return operation;
  }

  private static ObjectNode head() {
    ObjectNode document = Json.object();
    document.putObject("info").put("title", "Kubernetes").put("version", "v1.32.0-reflexarc");
    return document;
  }

  private static String root(ResourceType type) {
    return (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
  }
}
