package io.reflexarc.sandbox.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.error.Cause;
import io.reflexarc.sandbox.api.schema.Schemas;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the API makes of an object before it is stored. */
public final class ObjectRules {

  private ObjectRules() {}

  /**
   * Fills in what the caller left out.
   *
   * @param before the stored object, null at a creation
   */
  public static void complete(
      ResourceType type, Schemas schemas, @Nullable ObjectNode before, ObjectNode object) {
    if (type.equals(BuiltInTypes.SERVICES)) {
      ClusterAddress.assign(before, object);
    }
    Optional<JsonNode> declared = schemas.declared(type);
    if (declared.isPresent()) {
      CustomRules.fillDefaults(declared.get(), object);
    } else {
      Defaults.apply(type, object);
    }
  }

  /**
   * Checks an object that is about to be stored.
   *
   * @param before the stored object, null at a creation
   * @throws ApiException 422 with a cause for every rule that it breaks
   */
  public static void check(
      ResourceType type, Schemas schemas, @Nullable ObjectNode before, ObjectNode object) {
    List<Cause> causes = new ArrayList<>(Validation.check(type, before, object));
    schemas
        .declared(type)
        .ifPresent(declared -> causes.addAll(CustomRules.check(declared, object)));
    if (!causes.isEmpty()) {
      throw ApiException.invalid(type, object.path("metadata").path("name").asText(), causes);
    }
  }

  /** Completes a new object in place: server-owned status and the first generation. */
  public static void begin(ResourceType type, ObjectNode object) {
    if (type.hasStatus() && !type.equals(BuiltInTypes.NODES)) {
      object.remove("status");
    }
    if (type.equals(BuiltInTypes.PODS)) {
      object.putObject("status").put("phase", "Pending");
    } else if (type.equals(BuiltInTypes.NAMESPACES)) {
      object.withObjectProperty("spec").putArray("finalizers").add("kubernetes");
      object.putObject("status").put("phase", "Active");
    }
    if (type.countsGeneration()) {
      object.withObjectProperty("metadata").put("generation", 1);
    }
  }

  /** Whether this change of an object is one that its generation counts. */
  public static boolean countsAsNewGeneration(
      ResourceType type, ObjectNode before, ObjectNode after) {
    if (!type.countsGeneration()) {
      return false;
    }
    if (BuiltInTypes.all().contains(type)) {
      return !Objects.equals(before.get("spec"), after.get("spec"))
          || (type.equals(BuiltInTypes.DEPLOYMENTS)
              && !annotations(before).equals(annotations(after)));
    }
    return !content(before).equals(content(after));
  }

  private static JsonNode annotations(ObjectNode object) {
    return object.path("metadata").path("annotations");
  }

  private static ObjectNode content(ObjectNode object) {
    ObjectNode content = object.objectNode();
    content.setAll(object);
    content.remove("metadata");
    content.remove("status");
    return content;
  }
}
