package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.error.Cause;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.Snapshot;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.List;
import java.util.function.Predicate;

/** Lists: the current state, a state of the past, and pages of either. */
final class ListHandler {

  private static final String TOO_OLD_TOKEN =
      "The provided continue parameter is too old to display a consistent list result. You can"
          + " start a new list without the continue parameter, or use the continue token in this"
          + " response to retrieve the remainder of the results. Continuing with the provided"
          + " token results in an inconsistent list - objects that were created, modified, or"
          + " deleted between the time the first chunk was returned and now may show up in the"
          + " list.";

  private final ObjectStore store;

  ListHandler(ObjectStore store) {
    this.store = store;
  }

  /** One page: the objects, and where the next one starts. */
  record Page(Snapshot snapshot, String next, long remaining) {

    /** The metadata of a list that holds this page. */
    ObjectNode metadata() {
      ObjectNode metadata =
          Json.object().put("resourceVersion", Long.toString(snapshot.resourceVersion()));
      if (!next.isEmpty()) {
        metadata.put("continue", next).put("remainingItemCount", remaining);
      }
      return metadata;
    }
  }

  Page page(ApiRequest request, ResourcePath path) {
    Predicate<ObjectNode> selected = ListQuery.selected(request, path);
    String token = request.parameter("continue");
    long limit = ListQuery.number(request, "limit", 0);
    if (token.isEmpty()) {
      return cut(snapshot(request, path, selected), "", limit);
    }
    ContinueToken from = ContinueToken.parse(token);
    Snapshot snapshot =
        from.resourceVersion() < 0
            ? store.snapshot(path.type(), path.namespace(), selected)
            : store
                .snapshotAt(path.type(), path.namespace(), from.resourceVersion(), selected)
                .orElseThrow(() -> tooOld(from));
    return cut(snapshot, from.after(), limit);
  }

  /** The list object of plain JSON. */
  static ObjectNode list(ResourceType type, boolean builtIn, Page page) {
    ObjectNode list =
        Json.object().put("kind", type.kind() + "List").put("apiVersion", type.apiVersion());
    list.set("metadata", page.metadata());
    ArrayNode items = list.putArray("items");
    for (ObjectNode object : page.snapshot().objects()) {
      items.add(Representation.item(builtIn, Representation.of(type, object)));
    }
    return list;
  }

  private Snapshot snapshot(ApiRequest request, ResourcePath path, Predicate<ObjectNode> selected) {
    String version = request.parameter("resourceVersion");
    String match = request.parameter("resourceVersionMatch");
    if (version.isEmpty() && !match.isEmpty()) {
      Cause cause =
          Cause.forbidden(
              "resourceVersionMatch",
              "resourceVersionMatch is forbidden unless resourceVersion is provided");
      throw ApiException.invalidOptions("ListOptions", cause);
    }
    if (version.isEmpty() || version.equals("0")) {
      return store.snapshot(path.type(), path.namespace(), selected);
    }
    long wanted = parseVersion(version);
    long current = store.resourceVersion();
    if (wanted > current) {
      throw ApiException.tooLarge(wanted, current);
    }
    if (!match.equals("Exact")) {
      return store.snapshot(path.type(), path.namespace(), selected);
    }
    return store
        .snapshotAt(path.type(), path.namespace(), wanted, selected)
        .orElseThrow(
            () -> ApiException.expired("The resourceVersion for the provided list is too old."));
  }

  private static long parseVersion(String version) {
    try {
      return Long.parseUnsignedLong(version);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest("invalid resource version \"%s\"".formatted(version));
    }
  }

  private static ApiException tooOld(ContinueToken from) {
    return ApiException.expired(TOO_OLD_TOKEN, new ContinueToken(-1, from.after()).encoded());
  }

  private static Page cut(Snapshot all, String after, long limit) {
    List<ObjectNode> rest = all.objects();
    if (!after.isEmpty()) {
      int start = 0;
      ObjectKey last = parsePlace(after);
      while (start < rest.size() && ObjectKey.of(rest.get(start)).compareTo(last) <= 0) {
        start++;
      }
      rest = rest.subList(start, rest.size());
    }
    if (limit <= 0 || rest.size() <= limit) {
      return new Page(new Snapshot(all.resourceVersion(), rest), "", 0);
    }
    List<ObjectNode> page = rest.subList(0, (int) limit);
    ObjectKey last = place(page.get(page.size() - 1));
    String next =
        new ContinueToken(all.resourceVersion(), last.namespace() + "/" + last.name()).encoded();
    return new Page(new Snapshot(all.resourceVersion(), page), next, rest.size() - limit);
  }

  private static ObjectKey place(ObjectNode object) {
    return ObjectKey.of(object);
  }

  private static ObjectKey parsePlace(String text) {
    int slash = text.indexOf('/');
    return new ObjectKey(text.substring(0, Math.max(0, slash)), text.substring(slash + 1));
  }
}
