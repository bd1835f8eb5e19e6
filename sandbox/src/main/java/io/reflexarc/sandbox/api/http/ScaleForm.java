package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.error.Cause;
import io.reflexarc.sandbox.api.schema.FieldType;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.List;
import java.util.stream.Collectors;

/** A workload seen as nothing but its number of replicas: autoscaling/v1 Scale. */
final class ScaleForm {

  private static final List<String> METADATA =
      List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp");

  private final ObjectStore store;
  private final BodyReader reader;

  ScaleForm(ObjectStore store, BodyReader reader) {
    this.store = store;
    this.reader = reader;
  }

  ObjectNode of(ResourceType type, ObjectNode object) {
    ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    ObjectNode metadata = scale.putObject("metadata");
    for (String field : METADATA) {
      metadata.set(field, object.path("metadata").path(field));
    }
    JsonNode spec = object.path("spec");
    scale.putObject("spec").put("replicas", spec.path("replicas").asInt());
    ObjectNode status = scale.putObject("status");
    status.put("replicas", object.path("status").path("replicas").asInt());
    String selector =
        spec.path("selector").path("matchLabels").properties().stream()
            .map(label -> label.getKey() + "=" + label.getValue().asText())
            .collect(Collectors.joining(","));
    if (!selector.isEmpty()) {
      status.put("selector", selector);
    }
    return scale;
  }

  ObjectNode write(ApiRequest request, ResourcePath path) {
    ResourceType type = path.type();
    ObjectNode stored =
        store.write(
            type,
            new ObjectKey(path.namespace(), path.name()),
            "scale",
            WriteHandler.options(request),
            object -> scaled(request, type, object));
    return of(type, stored);
  }

  private ObjectNode scaled(ApiRequest request, ResourceType type, ObjectNode object) {
    ObjectNode wanted = wanted(request, of(type, object));
    JsonNode replicas = wanted.path("spec").path("replicas");
    String name = Metadata.name(object);
    if (!replicas.isMissingNode() && !replicas.canConvertToInt()) {
      throw ApiException.badRequest(
          "Scale in version \"v1\" cannot be handled as a Scale: spec.replicas is not an int32");
    }
    if (replicas.asInt() < 0) {
      throw ApiException.invalidScale(
          name,
          Cause.invalid("spec.replicas", replicas.asText(), "must be greater than or equal to 0"));
    }
    String version = Metadata.resourceVersion(wanted);
    Metadata.of(object).put("resourceVersion", version);
    String uid = Metadata.uid(wanted);
    if (!uid.isEmpty()) {
      Metadata.of(object).put("uid", uid);
    }
    object.withObjectProperty("spec").put("replicas", replicas.asInt());
    return object;
  }

  private ObjectNode wanted(ApiRequest request, ObjectNode current) {
    if (request.method().equals("PUT")) {
      return reader.parseObject(request);
    }
    Patches kind = Patches.of(request.header("content-type"), true);
    return kind == Patches.APPLY
        ? Patches.MERGE.apply(new FieldType.Any(), current, reader.applied(request))
        : kind.apply(new FieldType.Any(), current, reader.patch(request));
  }
}
