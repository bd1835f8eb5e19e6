package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.rules.FieldCheck;
import io.reflexarc.sandbox.api.schema.Schemas;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads bodies: from bytes to an object of the right kind with known fields only. */
final class BodyReader {

  private final Schemas schemas;

  BodyReader(Schemas schemas) {
    this.schemas = schemas;
  }

  /** A body, and what the caller should be warned of. */
  record Body(ObjectNode object, List<String> warnings) {}

  /** The body of a creation or replacement. */
  Body object(ApiRequest request, ResourceType type) {
    ObjectNode object = parseObject(request);
    checkKind(type, object);
    FieldCheck check = FieldCheck.prune(schemas.of(type), object);
    if (schemas.isBuiltIn(type) && !check.wrong().isEmpty()) {
      FieldCheck.WrongType wrong = check.wrong().get(0);
      throw ApiException.badRequest(
          cannotHandle(type)
              + "json: cannot unmarshal %s into Go struct field %s of type %s"
                  .formatted(wrong.found(), wrong.path(), wrong.wanted()));
    }
    if (isStrict(request) && !check.unknown().isEmpty()) {
      throw ApiException.badRequest(
          cannotHandle(type) + "strict decoding error: " + unknown(check.unknown()));
    }
    return new Body(object, warnings(request, check));
  }

  /** The body of a patch, as JSON. */
  JsonNode patch(ApiRequest request) {
    if (request.body().length == 0) {
      throw ApiException.badRequest("error decoding patch: unexpected end of JSON input");
    }
    try {
      return Json.read(request.body());
    } catch (IOException e) {
      throw ApiException.badRequest("error decoding patch: " + reason(e));
    }
  }

  /** The body of a server-side apply: YAML or JSON. */
  ObjectNode applied(ApiRequest request) {
    try {
      if (Json.readYaml(request.body()) instanceof ObjectNode object) {
        return object;
      }
      throw ApiException.badRequest("error decoding YAML: the patch is not an object");
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "error decoding YAML: error converting YAML to JSON: yaml: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw ApiException.badRequest("error decoding YAML: " + e.getMessage());
    }
  }

  /** The body as any object, empty when there is none. */
  ObjectNode parseObject(ApiRequest request) {
    if (request.body().length == 0) {
      return Json.object();
    }
    if (ProtobufBody.matches(request.body())) {
      return ProtobufBody.read(request.body());
    }
    boolean yaml = request.header("content-type").contains("yaml");
    try {
      JsonNode body = yaml ? Json.readYaml(request.body()) : Json.read(request.body());
      if (body instanceof ObjectNode object) {
        return object;
      }
      throw ApiException.badRequest(
          "couldn't get version/kind; json parse error: the body is not an object");
    } catch (IOException e) {
      throw ApiException.badRequest("couldn't get version/kind; json parse error: " + reason(e));
    }
  }

  /** Checks and prunes the outcome of a patch; a patch's mistakes are 422. */
  List<String> patched(ApiRequest request, ResourceType type, JsonNode patch, ObjectNode result) {
    String before = patch.isObject() ? result.toString() : "";
    FieldCheck check = FieldCheck.prune(schemas.of(type), result);
    boolean strategic = request.header("content-type").contains("strategic");
    if (schemas.isBuiltIn(type) && !check.wrong().isEmpty()) {
      FieldCheck.WrongType wrong = check.wrong().get(0);
      throw strategic
          ? ApiException.invalidPatch(GoText.of(patch), "unrecognized type: " + wrong.wanted())
          : ApiException.invalidPatch(
              quoted(before),
              "json: cannot unmarshal %s into Go struct field %s of type %s"
                  .formatted(wrong.found(), wrong.path(), wrong.wanted()));
    }
    if (isStrict(request) && !check.unknown().isEmpty()) {
      String shown = strategic ? GoText.of(patch) : quoted(before);
      throw ApiException.invalidPatch(shown, "strict decoding error: " + unknown(check.unknown()));
    }
    return warnings(request, check);
  }

  private static void checkKind(ResourceType type, ObjectNode object) {
    String kind = object.path("kind").asText("");
    String version = object.path("apiVersion").asText("");
    boolean other =
        (!kind.isEmpty() && !kind.equals(type.kind()))
            || (!version.isEmpty() && !version.equals(type.apiVersion()));
    if (other) {
      throw ApiException.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: the API version or kind in the data (%s, %s) does not match the expected (%s, %s)"
              .formatted(
                  kind, version, type.kind(), version, kind, type.apiVersion(), type.kind()));
    }
  }

  private static String cannotHandle(ResourceType type) {
    return "%s in version \"%s\" cannot be handled as a %s: "
        .formatted(type.kind(), type.version(), type.kind());
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static boolean isStrict(ApiRequest request) {
    return request.parameter("fieldValidation").equals("Strict");
  }

  private static List<String> warnings(ApiRequest request, FieldCheck check) {
    List<String> warnings = new ArrayList<>();
    if (!request.parameter("fieldValidation").equals("Ignore")) {
      check.unknown().forEach(field -> warnings.add("unknown field \"" + field + "\""));
    }
    return warnings;
  }

  private static String unknown(List<String> fields) {
    return fields.stream()
        .map(field -> "unknown field \"" + field + "\"")
        .collect(Collectors.joining(", "));
  }

  private static String reason(IOException e) {
    if (e instanceof JsonEOFException) {
      return "unexpected end of JSON input";
    }
    return e instanceof JsonProcessingException json
        ? json.getOriginalMessage()
        : String.valueOf(e.getMessage());
  }
}
