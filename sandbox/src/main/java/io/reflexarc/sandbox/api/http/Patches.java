package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.CompatibilityFlags;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.patch.MergePatch;
import io.reflexarc.sandbox.api.patch.StrategicMergePatch;
import io.reflexarc.sandbox.api.schema.FieldType;
import java.util.EnumSet;

/** The kinds of patches, by their media type. */
enum Patches {
  JSON("application/json-patch+json"),
  MERGE("application/merge-patch+json"),
  STRATEGIC("application/strategic-merge-patch+json"),
  APPLY("application/apply-patch+yaml");

  private static final int MAX_OPERATIONS = 10_000;

  private final String mediaType;

  Patches(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The kind of patch that a request sends.
   *
   * @throws ApiException 415 when it is none of them
   */
  static Patches of(String contentType, boolean builtIn) {
    String bare = contentType.split(";")[0].strip();
    for (Patches kind : values()) {
      if (kind.mediaType.equals(bare) && (builtIn || kind != STRATEGIC)) {
        return kind;
      }
    }
    throw ApiException.withEmptyDetails(415, "UnsupportedMediaType", "415: Unsupported Media Type");
  }

  String mediaType() {
    return mediaType;
  }

  /** The target with a patch of this kind applied, apart from server-side apply. */
  ObjectNode apply(FieldType type, ObjectNode target, JsonNode patch) {
    JsonNode result =
        switch (this) {
          case JSON -> jsonPatch(target, patch);
          case MERGE -> MergePatch.apply(target, object(patch));
          case STRATEGIC -> StrategicMergePatch.apply(type, target, object(patch));
          case APPLY -> throw new IllegalStateException("Apply is not a patch of an object");
        };
    if (result instanceof ObjectNode object) {
      return object;
    }
    throw rejected();
  }

  private static JsonNode jsonPatch(ObjectNode target, JsonNode patch) {
    if (!(patch instanceof ArrayNode operations)) {
      throw ApiException.badRequest(
          "error decoding patch: json: cannot unmarshal object into Go value of type"
              + " []handlers.jsonPatchOp");
    }
    if (operations.size() > MAX_OPERATIONS) {
      throw ApiException.of(
          413,
          "RequestEntityTooLarge",
          "The allowed maximum operations in a JSON patch is %d, got %d"
              .formatted(MAX_OPERATIONS, operations.size()));
    }
    try {
      return JsonPatch.apply(
          operations, target, EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT));
    } catch (JsonPatchException | IllegalArgumentException e) {
      throw rejected();
    }
  }

  private static ObjectNode object(JsonNode patch) {
    if (patch instanceof ObjectNode object) {
      return object;
    }
    throw ApiException.badRequest(
        "error decoding patch: json: cannot unmarshal array into Go value of type"
            + " map[string]interface {}");
  }

  private static ApiException rejected() {
    return ApiException.withEmptyDetails(
        422, "Invalid", "the server rejected our request due to an error in our request");
  }
}
