package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The stored objects by type and key, with an index by owner. Not safe for many threads. */
final class Shelves {

  /** Where an object is. */
  record Place(ResourceType type, ObjectKey key) {}

  private final Map<String, NavigableMap<ObjectKey, ObjectNode>> byStorage = new HashMap<>();
  private final Map<String, Place> byUid = new HashMap<>();
  private final Map<String, Set<String>> dependents = new HashMap<>();

  @Nullable ObjectNode get(ResourceType type, ObjectKey key) {
    return shelf(type).get(key);
  }

  @Nullable ObjectNode get(Place place) {
    return get(place.type(), place.key());
  }

  Collection<ObjectNode> all(ResourceType type) {
    return shelf(type).values();
  }

  Collection<ObjectNode> inNamespace(ResourceType type, String namespace) {
    return shelf(type)
        .subMap(new ObjectKey(namespace, ""), true, new ObjectKey(namespace + "\0", ""), false)
        .values();
  }

  /** Objects of one namespace, or of all when it is null or empty, that match. */
  List<ObjectNode> matching(
      ResourceType type, @Nullable String namespace, Predicate<ObjectNode> matching) {
    boolean all = namespace == null || namespace.isEmpty() || !type.namespaced();
    Collection<ObjectNode> candidates =
        all ? all(type) : inNamespace(type, Objects.requireNonNull(namespace));
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode object : candidates) {
      if (matching.test(object)) {
        found.add(object);
      }
    }
    return found;
  }

  int size() {
    return byUid.size();
  }

  void put(ResourceType type, ObjectKey key, @Nullable ObjectNode before, ObjectNode object) {
    shelf(type).put(key, object);
    byUid.put(Metadata.uid(object), new Place(type, key));
    if (before != null) {
      unlink(before);
    }
    for (JsonNode owner : owners(object)) {
      dependents
          .computeIfAbsent(owner.path("uid").asText(), uid -> new LinkedHashSet<>())
          .add(Metadata.uid(object));
    }
  }

  void remove(ResourceType type, ObjectKey key, ObjectNode object) {
    shelf(type).remove(key);
    byUid.remove(Metadata.uid(object));
    unlink(object);
  }

  Optional<Place> placeOf(String uid) {
    return Optional.ofNullable(byUid.get(uid));
  }

  boolean lives(String uid) {
    return byUid.containsKey(uid);
  }

  /** Where the objects are that name this uid as an owner. */
  List<Place> dependentsOf(String uid) {
    List<Place> places = new ArrayList<>();
    for (String dependent : dependents.getOrDefault(uid, Set.of())) {
      Place place = byUid.get(dependent);
      if (place != null) {
        places.add(place);
      }
    }
    return places;
  }

  /** Objects of a type whose controlling owner has this uid. */
  List<ObjectNode> controlledBy(ResourceType type, String uid) {
    return dependentsOf(uid).stream()
        .filter(place -> place.type().storage().equals(type.storage()))
        .map(place -> Objects.requireNonNull(get(place)))
        .filter(object -> Metadata.controllerUid(object).filter(uid::equals).isPresent())
        .toList();
  }

  static JsonNode owners(ObjectNode object) {
    return object.path("metadata").path("ownerReferences");
  }

  private void unlink(ObjectNode object) {
    for (JsonNode owner : owners(object)) {
      Set<String> linked = dependents.get(owner.path("uid").asText());
      if (linked != null && linked.remove(Metadata.uid(object)) && linked.isEmpty()) {
        dependents.remove(owner.path("uid").asText());
      }
    }
  }

  private NavigableMap<ObjectKey, ObjectNode> shelf(ResourceType type) {
    return byStorage.computeIfAbsent(type.storage(), s -> new TreeMap<>());
  }
}
