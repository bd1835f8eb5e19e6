package io.reflexarc.sandbox.api.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request that the API refuses, with the Status object that a real API server answers. The shapes
 * (code, reason, details, causes, wording) follow recorded answers of Kubernetes 1.36.
 */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ObjectNode status;
  private final int code;
  private final String reason;

  private ApiException(int code, String reason, String message, @Nullable ObjectNode details) {
    super(message);
    this.code = code;
    this.reason = reason;
    status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure").put("message", message);
    if (!reason.isEmpty()) {
      status.put("reason", reason);
    }
    if (details != null) {
      status.set("details", details);
    }
    status.put("code", code);
  }

  /** A refusal with only a code, a reason (may be empty) and a message. */
  public static ApiException of(int code, String reason, String message) {
    return new ApiException(code, reason, message, null);
  }

  /** A refusal with an empty details object, as for generic errors. */
  public static ApiException withEmptyDetails(int code, String reason, String message) {
    return new ApiException(code, reason, message, JsonNodeFactory.instance.objectNode());
  }

  /** A refusal with causes that belong to no object. */
  public static ApiException withCauses(
      int code, String reason, String message, List<Cause> causes) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    putCauses(details, causes);
    return new ApiException(code, reason, message, details);
  }

  /** 400: the request cannot be understood. */
  public static ApiException badRequest(String message) {
    return of(400, "BadRequest", message);
  }

  /** 404: there is no such object. */
  public static ApiException notFound(ResourceType type, String name) {
    String message = type.qualifiedPlural() + " \"" + name + "\" not found";
    return new ApiException(404, "NotFound", message, details(type, type.plural(), name));
  }

  /** 404: there is no such resource. */
  public static ApiException unknownResource() {
    return withEmptyDetails(404, "NotFound", "the server could not find the requested resource");
  }

  /** 405: the resource does not know this method. */
  public static ApiException methodNotAllowed() {
    return withEmptyDetails(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }

  /** 403: the object may not be written; {@code why} completes the sentence. */
  public static ApiException forbidden(
      ResourceType type, String name, String why, List<Cause> causes) {
    ObjectNode details = details(type, type.plural(), name);
    putCauses(details, causes);
    String message = type.qualifiedPlural() + " \"" + name + "\" is forbidden: " + why;
    return new ApiException(403, "Forbidden", message, details);
  }

  /** 403: nobody in particular may not do this. */
  public static ApiException anonymous(
      ResourceType type, String name, String verb, String subresource, String namespace) {
    String resource = subresource.isEmpty() ? type.plural() : type.plural() + "/" + subresource;
    String scope =
        namespace.isEmpty() ? "at the cluster scope" : "in the namespace \"" + namespace + "\"";
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    if (!name.isEmpty()) {
      details.put("name", name);
    }
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    details.put("kind", type.plural());
    String message =
        "%s%s is forbidden: User \"system:anonymous\" cannot %s resource \"%s\" in API group \"%s\" %s"
            .formatted(
                type.qualifiedPlural(),
                name.isEmpty() ? "" : " \"" + name + "\"",
                verb,
                resource,
                type.group(),
                scope);
    return new ApiException(403, "Forbidden", message, details);
  }

  /** 409: the name is taken. */
  public static ApiException alreadyExists(ResourceType type, String name) {
    String message = type.qualifiedPlural() + " \"" + name + "\" already exists";
    return new ApiException(409, "AlreadyExists", message, details(type, type.plural(), name));
  }

  /** 409: the caller wrote over a resourceVersion that is no longer the current one. */
  public static ApiException modified(ResourceType type, String name) {
    return new ApiException(
        409,
        "Conflict",
        "Operation cannot be fulfilled on "
            + type.qualifiedPlural()
            + " \""
            + name
            + "\": the object has been modified; please apply your changes to the latest version"
            + " and try again",
        details(type, type.plural(), name));
  }

  /** 409: a precondition of a deletion does not hold. */
  public static ApiException precondition(
      ResourceType type, String name, String field, String wanted, String found, String hint) {
    return new ApiException(
        409,
        "Conflict",
        "Operation cannot be fulfilled on %s \"%s\": the %s in the precondition (%s) does not match the %s in record (%s). The object might have been %s"
            .formatted(type.qualifiedKind(), name, field, wanted, field, found, hint),
        details(type, type.kind(), name));
  }

  /** 410: the resourceVersion is older than the event log. */
  public static ApiException expired(String message) {
    return of(410, "Expired", message);
  }

  /** 410: a page of a list of the past; {@code token} goes on with the current state. */
  public static ApiException expired(String message, String token) {
    ApiException expired = of(410, "Expired", message);
    expired.status.withObjectProperty("metadata").put("continue", token);
    return expired;
  }

  /** 504: the caller has seen a later state than there is. */
  public static ApiException tooLarge(long wanted, long current) {
    ApiException late =
        withCauses(
            504,
            "Timeout",
            "Timeout: Too large resource version: %d, current: %d".formatted(wanted, current),
            List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")));
    late.status.withObjectProperty("details").put("retryAfterSeconds", 1);
    return late;
  }

  /** 422: the object breaks its rules. */
  public static ApiException invalid(ResourceType type, String name, List<Cause> causes) {
    ObjectNode details = details(type, type.kind(), name);
    putCauses(details, causes);
    String sentences =
        causes.stream().map(Cause::sentence).distinct().collect(Collectors.joining(", "));
    String message =
        "%s \"%s\" is invalid: %s"
            .formatted(
                type.qualifiedKind(), name, causes.size() == 1 ? sentences : "[" + sentences + "]");
    return new ApiException(422, "Invalid", message, details);
  }

  /** 429: refused for now, with the causes and, when positive, the seconds to wait. */
  public static ApiException tooManyRequests(
      String message, List<Cause> causes, int retryAfterSeconds) {
    ApiException refused = withCauses(429, "TooManyRequests", message, causes);
    if (retryAfterSeconds > 0) {
      refused.status.withObjectProperty("details").put("retryAfterSeconds", retryAfterSeconds);
    }
    return refused;
  }

  /** 422: a scale breaks its rules. */
  public static ApiException invalidScale(String name, Cause cause) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("name", name).put("group", "autoscaling").put("kind", "Scale");
    putCauses(details, List.of(cause));
    String message = "Scale.autoscaling \"" + name + "\" is invalid: " + cause.sentence();
    return new ApiException(422, "Invalid", message, details);
  }

  /** 422: the options of a request break their rules, not the object. */
  public static ApiException invalidOptions(String kind, Cause cause) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("group", "meta.k8s.io").put("kind", kind);
    putCauses(details, List.of(cause));
    String message = kind + ".meta.k8s.io \"\" is invalid: " + cause.sentence();
    return new ApiException(422, "Invalid", message, details);
  }

  /** 422: the result of a patch is not an object of its type. {@code value} is quoted as given. */
  public static ApiException invalidPatch(String value, String why) {
    Cause cause = Cause.invalid("patch", "\"" + value + "\"", why);
    return withCauses(422, "Invalid", " \"\" is invalid: " + cause.sentence(), List.of(cause));
  }

  /** The HTTP status code. */
  public int code() {
    return code;
  }

  /** The machine-readable reason, empty when the real server gives none. */
  public String reason() {
    return reason;
  }

  /** The body of the answer; a copy of its own. */
  public ObjectNode status() {
    return status.deepCopy();
  }

  private static ObjectNode details(ResourceType type, String kind, String name) {
    ObjectNode details = JsonNodeFactory.instance.objectNode().put("name", name);
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    return details.put("kind", kind);
  }

  private static void putCauses(ObjectNode details, List<Cause> causes) {
    if (causes.isEmpty()) {
      return;
    }
    var list = details.putArray("causes");
    for (Cause cause : causes) {
      ObjectNode entry =
          list.addObject().put("reason", cause.reason()).put("message", cause.message());
      if (!cause.field().isEmpty()) {
        entry.put("field", cause.field());
      }
    }
  }
}
