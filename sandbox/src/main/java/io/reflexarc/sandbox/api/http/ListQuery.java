package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.select.FieldSelector;
import io.reflexarc.sandbox.api.select.LabelSelector;
import java.util.function.Predicate;

/** Which objects a list, a watch or a deletion of a collection is about. */
final class ListQuery {

  private ListQuery() {}

  /** The objects that the selectors of this request select. */
  static Predicate<ObjectNode> selected(ApiRequest request, ResourcePath path) {
    LabelSelector labels = LabelSelector.parse(request.parameter("labelSelector"));
    FieldSelector fields = FieldSelector.parse(path.type(), request.parameter("fieldSelector"));
    boolean byFields = !request.parameter("fieldSelector").isBlank();
    String name = path.name();
    return object ->
        labels.test(object)
            && (!byFields || fields.test(Representation.of(path.type(), object)))
            && (name.isEmpty() || object.path("metadata").path("name").asText().equals(name));
  }

  /** A number parameter, or the default when it is absent. */
  static long number(ApiRequest request, String name, long otherwise) {
    String text = request.parameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(
          "strconv.ParseInt: parsing \"%s\": invalid syntax (parameter %s)".formatted(text, name));
    }
  }
}
