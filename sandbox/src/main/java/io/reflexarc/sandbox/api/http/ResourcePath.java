package io.reflexarc.sandbox.api.http;

import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a URL names.
 *
 * @param type the resource
 * @param namespace empty for all namespaces, or none
 * @param name empty for the collection
 * @param subresource empty for the object itself
 * @param rest what follows the subresource, as of a proxy
 */
record ResourcePath(
    ResourceType type, String namespace, String name, String subresource, List<String> rest) {

  private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");

  ResourcePath {
    rest = List.copyOf(rest);
  }

  boolean isCollection() {
    return name.isEmpty();
  }

  /**
   * Reads the segments after {@code /api/v1} or {@code /apis/group/version}.
   *
   * @throws ApiException 404 when there is no such resource
   */
  static ResourcePath parse(
      ResourceTypes types, String group, String version, List<String> segments) {
    boolean scoped =
        segments.size() > 2
            && segments.get(0).equals("namespaces")
            && !(group.isEmpty() && OF_NAMESPACES.contains(segments.get(2)));
    String namespace = scoped ? segments.get(1) : "";
    List<String> steps = scoped ? segments.subList(2, segments.size()) : segments;
    Optional<ResourceType> type = types.find(group, version, steps.get(0));
    if (type.isEmpty() || (scoped && !type.get().namespaced())) {
      throw ApiException.unknownResource();
    }
    String name = steps.size() > 1 ? steps.get(1) : "";
    String subresource = steps.size() > 2 ? steps.get(2) : "";
    List<String> rest = steps.size() > 3 ? steps.subList(3, steps.size()) : List.of();
    boolean needsNamespace = type.get().namespaced() && namespace.isEmpty() && !name.isEmpty();
    if (needsNamespace || (!subresource.isEmpty() && !knows(type.get(), subresource))) {
      throw ApiException.unknownResource();
    }
    return new ResourcePath(type.get(), namespace, name, subresource, rest);
  }

  private static boolean knows(ResourceType type, String subresource) {
    return type.subresources().contains(subresource)
        || (type.equals(BuiltInTypes.NAMESPACES) && subresource.equals("finalize"));
  }
}
