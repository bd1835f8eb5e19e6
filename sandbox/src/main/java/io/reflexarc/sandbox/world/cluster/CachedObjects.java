package io.reflexarc.sandbox.world.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.StoreEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The cached objects of one type, with indexes by owner and namespace. */
final class CachedObjects {
  private final TreeMap<ObjectKey, ObjectNode> byKey = new TreeMap<>();
  private final Map<String, Set<ObjectKey>> byOwner = new LinkedHashMap<>();

  private final TreeSet<ObjectKey> uncontrolled = new TreeSet<>();

  void apply(StoreEvent event) {
    ObjectKey key = ObjectKey.of(event.object());
    uncontrolled.remove(key);
    ObjectNode before = byKey.get(key);
    if (before != null) {
      owners(before).forEach(uid -> forget(uid, key));
    }
    if (event.change() == StoreEvent.Change.DELETED) {
      byKey.remove(key);
      return;
    }
    byKey.put(key, event.object());
    if (Metadata.controllerUid(event.object()).isEmpty()) {
      uncontrolled.add(key);
    }
    owners(event.object())
        .forEach(uid -> byOwner.computeIfAbsent(uid, u -> new LinkedHashSet<>()).add(key));
  }

  private void forget(String uid, ObjectKey key) {
    Set<ObjectKey> keys = byOwner.get(uid);
    if (keys != null && keys.remove(key) && keys.isEmpty()) {
      byOwner.remove(uid);
    }
  }

  private static Set<String> owners(ObjectNode object) {
    Set<String> uids = new LinkedHashSet<>();
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      uids.add(owner.path("uid").asText());
    }
    return uids;
  }

  @Nullable ObjectNode get(ObjectKey key) {
    return byKey.get(key);
  }

  List<ObjectNode> all() {
    return List.copyOf(byKey.values());
  }

  List<ObjectNode> in(String namespace) {
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode object : byKey.tailMap(new ObjectKey(namespace, ""), true).values()) {
      if (!Metadata.namespace(object).equals(namespace)) {
        break;
      }
      found.add(object);
    }
    return found;
  }

  List<ObjectNode> uncontrolledIn(String namespace) {
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectKey key : uncontrolled.tailSet(new ObjectKey(namespace, ""), true)) {
      if (!key.namespace().equals(namespace)) {
        break;
      }
      found.add(Objects.requireNonNull(byKey.get(key)));
    }
    return found;
  }

  List<ObjectNode> ownedBy(String uid) {
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectKey key : byOwner.getOrDefault(uid, Set.of())) {
      ObjectNode object = byKey.get(key);
      if (object != null) {
        found.add(object);
      }
    }
    return found;
  }
}
