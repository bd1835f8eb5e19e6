package io.reflexarc.sandbox.api.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types served now: the built-in ones and those that custom resource definitions added. Safe
 * for use from many threads; a reader sees either all of a change or none of it.
 */
public final class ResourceTypes {

  private volatile Map<String, ResourceType> types = Map.of();

  /** A registry of the built-in types. */
  public static ResourceTypes builtIn() {
    ResourceTypes registry = new ResourceTypes();
    BuiltInTypes.all().forEach(registry::register);
    return registry;
  }

  /** Serves this type from now on, instead of one of the same group, version and plural. */
  public synchronized void register(ResourceType type) {
    Map<String, ResourceType> next = new LinkedHashMap<>(types);
    next.put(path(type.group(), type.version(), type.plural()), type);
    types = Collections.unmodifiableMap(next);
  }

  /** Stops to serve every version of a resource. */
  public synchronized void unregister(String group, String plural) {
    Map<String, ResourceType> next = new LinkedHashMap<>(types);
    next.values().removeIf(t -> t.group().equals(group) && t.plural().equals(plural));
    types = Collections.unmodifiableMap(next);
  }

  /** The type at this place of the URL space. */
  public Optional<ResourceType> find(String group, String version, String plural) {
    return Optional.ofNullable(types.get(path(group, version, plural)));
  }

  /** The type with this apiVersion and kind. */
  public Optional<ResourceType> ofKind(String apiVersion, String kind) {
    return types.values().stream()
        .filter(t -> t.kind().equals(kind) && t.apiVersion().equals(apiVersion))
        .findFirst();
  }

  /** All types, in the order in which they were registered. */
  public List<ResourceType> all() {
    return new ArrayList<>(types.values());
  }

  private static String path(String group, String version, String plural) {
    return group + "/" + version + "/" + plural;
  }
}
