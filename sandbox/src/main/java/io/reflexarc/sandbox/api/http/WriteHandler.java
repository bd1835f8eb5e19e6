package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.error.Cause;
import io.reflexarc.sandbox.api.http.BodyReader.Body;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.DeleteOptions.Propagation;
import io.reflexarc.sandbox.api.store.Deletion;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Creations, replacements, patches and deletions of objects and their statuses. */
final class WriteHandler {

  private final ObjectStore store;
  private final BodyReader reader;

  WriteHandler(ObjectStore store) {
    this.store = store;
    this.reader = new BodyReader(store.schemas());
  }

  /** What a write answers: an object, a code, and what to warn of. */
  record Written(int code, ObjectNode object, List<String> warnings) {

    static Written ok(ObjectNode object) {
      return new Written(200, object, List.of());
    }
  }

  Written create(ApiRequest request, ResourcePath path) {
    Body body = reader.object(request, path.type());
    String namespace = namespaceOf(path, body.object());
    ObjectNode stored =
        store.create(
            Representation.storedType(path.type()),
            namespace,
            Representation.toStored(path.type(), body.object()),
            options(request));
    return new Written(201, stored, body.warnings());
  }

  Written replace(ApiRequest request, ResourcePath path) {
    Body body = reader.object(request, path.type());
    String name = Metadata.name(body.object());
    if (!name.equals(path.name())) {
      throw ApiException.badRequest(
          name.isEmpty()
              ? "name must be provided"
              : "the name of the object (%s) does not match the name on the URL (%s)"
                  .formatted(name, path.name()));
    }
    namespaceOf(path, body.object());
    ObjectNode wanted = Representation.toStored(path.type(), body.object());
    ObjectNode stored = write(request, path, object -> wanted.deepCopy());
    return new Written(200, stored, body.warnings());
  }

  Written patch(ApiRequest request, ResourcePath path) {
    boolean builtIn = store.schemas().isBuiltIn(path.type());
    Patches kind = Patches.of(request.header("content-type"), builtIn);
    if (kind == Patches.APPLY) {
      return apply(request, path);
    }
    JsonNode patch = reader.patch(request);
    List<String> warnings = new ArrayList<>();
    ObjectNode stored =
        write(
            request,
            path,
            object -> {
              ObjectNode shown = Representation.of(path.type(), object).deepCopy();
              ObjectNode result = kind.apply(store.schemas().of(path.type()), shown, patch);
              warnings.addAll(reader.patched(request, path.type(), patch, result));
              return Representation.toStored(path.type(), result);
            });
    return new Written(200, stored, warnings);
  }

  private Written apply(ApiRequest request, ResourcePath path) {
    if (request.parameter("fieldManager").isEmpty()) {
      Cause cause = Cause.required("fieldManager", "is required for apply patch");
      throw ApiException.invalidOptions("PatchOptions", cause);
    }
    ObjectNode config = reader.applied(request);
    ResourceType type = path.type();
    boolean wrongKind =
        !config.path("kind").asText().equals(type.kind())
            || !config.path("apiVersion").asText().equals(type.apiVersion());
    if (wrongKind) {
      throw ApiException.badRequest(
          "invalid object type: apply needs apiVersion %s and kind %s"
              .formatted(type.apiVersion(), type.kind()));
    }
    Metadata.of(config).put("name", path.name());
    if (config.path("metadata").has("managedFields")) {
      throw ApiException.badRequest("metadata.managedFields must be nil");
    }
    List<String> warnings = reader.patched(request, type, config, config);
    ObjectKey key = new ObjectKey(path.namespace(), path.name());
    boolean existed = store.find(type, path.namespace(), path.name()).isPresent();
    ObjectNode stored =
        store.apply(
            Representation.storedType(type),
            key,
            path.subresource(),
            Representation.toStored(type, config),
            request.flag("force"),
            options(request));
    return new Written(existed ? 200 : 201, stored, warnings);
  }

  Written delete(ApiRequest request, ResourcePath path) {
    DeleteOptions options = deleteOptions(request, reader.parseObject(request));
    Deletion deletion =
        store.delete(path.type(), path.namespace(), path.name(), options, options(request));
    return Written.ok(deletionAnswer(path.type(), deletion));
  }

  Written deleteCollection(ApiRequest request, ResourcePath path) {
    DeleteOptions options = deleteOptions(request, reader.parseObject(request));
    ListHandler.Page page = new ListHandler(store).page(request, path);
    for (ObjectNode object : page.snapshot().objects()) {
      try {
        store.delete(
            path.type(),
            Metadata.namespace(object),
            Metadata.name(object),
            options.onlyUid(Metadata.uid(object)),
            options(request));
      } catch (ApiException e) {
        if (e.code() != 404 && e.code() != 409) {
          throw e;
        }
      }
    }
    boolean builtIn = store.schemas().isBuiltIn(path.type());
    return Written.ok(ListHandler.list(path.type(), builtIn, page));
  }

  static WriteOptions options(ApiRequest request) {
    return new WriteOptions(request.fieldManager(), request.dryRun());
  }

  /** The options of a deletion from its body and query; the query speaks when the body does not. */
  static DeleteOptions deleteOptions(ApiRequest request, ObjectNode body) {
    JsonNode preconditions = body.path("preconditions");
    return new DeleteOptions(
        text(preconditions.path("uid")),
        text(preconditions.path("resourceVersion")),
        grace(request, body),
        propagation(request, body),
        request.dryRun() || !body.path("dryRun").isEmpty());
  }

  private static @Nullable Long grace(ApiRequest request, ObjectNode body) {
    JsonNode given = body.path("gracePeriodSeconds");
    long seconds =
        given.isIntegralNumber()
            ? given.asLong()
            : ListQuery.number(request, "gracePeriodSeconds", Long.MIN_VALUE);
    if (seconds == Long.MIN_VALUE) {
      return null;
    }
    if (seconds < 0) {
      Cause cause =
          Cause.invalid(
              "gracePeriodSeconds", Long.toString(seconds), "must be greater than or equal to 0");
      throw ApiException.invalidOptions("DeleteOptions", cause);
    }
    return seconds;
  }

  private static Propagation propagation(ApiRequest request, ObjectNode body) {
    String policy = body.path("propagationPolicy").asText(request.parameter("propagationPolicy"));
    boolean orphans = body.path("orphanDependents").asBoolean(request.flag("orphanDependents"));
    return switch (policy) {
      case "" -> orphans ? Propagation.ORPHAN : Propagation.BACKGROUND;
      case "Background" -> Propagation.BACKGROUND;
      case "Foreground" -> Propagation.FOREGROUND;
      case "Orphan" -> Propagation.ORPHAN;
      default ->
          throw ApiException.invalidOptions(
              "DeleteOptions",
              Cause.unsupported(
                  "propagationPolicy",
                  "\"" + policy + "\"",
                  "\"Background\", \"Foreground\", \"Orphan\""));
    };
  }

  private ObjectNode write(
      ApiRequest request, ResourcePath path, UnaryOperator<ObjectNode> change) {
    return store.write(
        Representation.storedType(path.type()),
        new ObjectKey(path.namespace(), path.name()),
        path.subresource(),
        options(request),
        change);
  }

  private static String namespaceOf(ResourcePath path, ObjectNode body) {
    String given = Metadata.namespace(body);
    if (path.type().namespaced() && path.namespace().isEmpty()) {
      throw ApiException.badRequest("an empty namespace may not be set during creation");
    }
    if (path.type().namespaced() && !given.isEmpty() && !given.equals(path.namespace())) {
      throw ApiException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    return path.namespace();
  }

  private static ObjectNode deletionAnswer(ResourceType type, Deletion deletion) {
    if (!deletion.gone() || type.equals(BuiltInTypes.PODS)) {
      return deletion.object();
    }
    ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Success");
    ObjectNode details = status.putObject("details").put("name", Metadata.name(deletion.object()));
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    details.put("kind", type.plural()).put("uid", Metadata.uid(deletion.object()));
    return status;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }
}
