package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.table.Tables;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Objects and lists in the form that the caller accepts. */
final class Render {

  private Render() {}

  static Answer object(
      MediaType form, int code, ResourceType type, ObjectNode object, String include, Instant now) {
    boolean isOfType = object.path("kind").asText().equals(type.kind());
    ObjectNode shown = isOfType ? Representation.of(type, object) : object;
    if (isOfType && form == MediaType.TABLE) {
      shown = Tables.render(type, List.of(shown), Json.object(), include, true, now);
    } else if (isOfType && form == MediaType.PARTIAL_METADATA) {
      shown = Representation.partial(shown);
    }
    return answer(form, code, shown);
  }

  static Answer list(
      MediaType form,
      ResourceType type,
      boolean builtIn,
      ListHandler.Page page,
      String include,
      Instant now) {
    List<ObjectNode> objects =
        page.snapshot().objects().stream().map(o -> Representation.of(type, o)).toList();
    return switch (form) {
      case TABLE ->
          answer(form, 200, Tables.render(type, objects, page.metadata(), include, true, now));
      case PARTIAL_METADATA -> answer(form, 200, partialList(page, objects));
      default -> answer(form, 200, ListHandler.list(type, builtIn, page));
    };
  }

  /** The object of a watch event in the form that the caller accepts. */
  static ObjectNode watched(
      MediaType form,
      ResourceType type,
      WatchEvent event,
      String include,
      boolean first,
      Instant now) {
    if (!event.isChange()) {
      return event.object();
    }
    return switch (form) {
      case TABLE ->
          Tables.render(type, List.of(event.object()), Json.object(), include, first, now);
      case PARTIAL_METADATA -> Representation.partial(event.object());
      default -> event.object();
    };
  }

  private static ObjectNode partialList(ListHandler.Page page, List<ObjectNode> objects) {
    ObjectNode list =
        Json.object().put("kind", "PartialObjectMetadataList").put("apiVersion", "meta.k8s.io/v1");
    list.set("metadata", page.metadata());
    ArrayNode items = list.putArray("items");
    objects.forEach(object -> items.add(Representation.partial(object)));
    return list;
  }

  private static Answer answer(MediaType form, int code, ObjectNode body) {
    return form.isYaml()
        ? new Answer(code, "application/yaml", Json.yaml(body), Map.of())
        : Answer.json(code, body);
  }
}
