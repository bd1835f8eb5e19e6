package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.store.Shelves.Place;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Garbage collection by owner references, done by the store itself within the write that made the
 * garbage: dependents of what is gone are deleted, a foreground deletion waits for its blocking
 * dependents, an orphaning one cuts them loose. Runs under the store's lock.
 */
final class OwnerCollector {

  private static final WriteOptions COLLECTOR = WriteOptions.by("kube-controller-manager");

  private final ObjectStore store;
  private final Shelves shelves;
  private final ArrayDeque<Place> suspects = new ArrayDeque<>();

  OwnerCollector(ObjectStore store, Shelves shelves) {
    this.store = store;
    this.shelves = shelves;
  }

  /** A new object whose owners are all gone is garbage from its start. */
  void added(ResourceType type, ObjectKey key, ObjectNode object) {
    if (!Shelves.owners(object).isEmpty()) {
      suspects.add(new Place(type, key));
    }
  }

  /** Something is gone: its dependents are suspects, and owners may have waited for it. */
  void removed(ObjectNode object) {
    suspects.addAll(shelves.dependentsOf(Metadata.uid(object)));
    for (JsonNode owner : Shelves.owners(object)) {
      shelves.placeOf(owner.path("uid").asText()).ifPresent(suspects::add);
    }
  }

  /** A deletion began that finalizers hold. */
  void deleting(ResourceType type, ObjectKey key, ObjectNode object) {
    List<String> finalizers = Metadata.finalizers(object);
    if (finalizers.contains(Termination.ORPHAN)) {
      shelves.dependentsOf(Metadata.uid(object)).forEach(p -> release(p, Metadata.uid(object)));
      dropFinalizer(new Place(type, key), Termination.ORPHAN);
    } else if (finalizers.contains(Termination.FOREGROUND)) {
      shelves
          .dependentsOf(Metadata.uid(object))
          .forEach(p -> delete(p, DeleteOptions.Propagation.FOREGROUND));
      suspects.add(new Place(type, key));
    }
  }

  /** Looks at one suspect. False when there was none. */
  boolean collectOne() {
    Place suspect = suspects.pollFirst();
    if (suspect == null) {
      return false;
    }
    ObjectNode object = shelves.get(suspect);
    if (object == null) {
      return true;
    }
    if (Metadata.deleting(object)) {
      finishForeground(suspect, object);
    } else {
      collectIfAbandoned(suspect, object);
    }
    return true;
  }

  private void finishForeground(Place place, ObjectNode object) {
    if (!Metadata.finalizers(object).contains(Termination.FOREGROUND)) {
      return;
    }
    String uid = Metadata.uid(object);
    boolean waits =
        shelves.dependentsOf(uid).stream()
            .map(shelves::get)
            .anyMatch(dependent -> dependent != null && blocks(dependent, uid));
    if (!waits) {
      dropFinalizer(place, Termination.FOREGROUND);
    }
  }

  private void collectIfAbandoned(Place place, ObjectNode object) {
    JsonNode owners = Shelves.owners(object);
    int living = 0;
    for (JsonNode owner : owners) {
      living += shelves.lives(owner.path("uid").asText()) ? 1 : 0;
    }
    if (owners.isEmpty() || living == owners.size()) {
      return;
    }
    if (living == 0) {
      delete(place, DeleteOptions.Propagation.BACKGROUND);
      return;
    }
    for (JsonNode owner : owners) {
      if (!shelves.lives(owner.path("uid").asText())) {
        release(place, owner.path("uid").asText());
      }
    }
  }

  private void delete(Place place, DeleteOptions.Propagation propagation) {
    ObjectNode object = shelves.get(place);
    if (object == null || Metadata.deleting(object)) {
      return;
    }
    DeleteOptions options = new DeleteOptions(Metadata.uid(object), null, null, propagation, false);
    try {
      store.delete(place.type(), place.key().namespace(), place.key().name(), options, COLLECTOR);
    } catch (ApiException refused) {
      // An admission refused: the object stays, as it would in a real cluster until the next try.
    }
  }

  private void release(Place place, String ownerUid) {
    store.modify(
        place.type(),
        place.key(),
        COLLECTOR,
        object -> {
          ArrayNode owners = Metadata.of(object).withArrayProperty("ownerReferences");
          removeIf(owners, owner -> owner.path("uid").asText().equals(ownerUid));
          if (owners.isEmpty()) {
            Metadata.of(object).remove("ownerReferences");
          }
          return object;
        });
  }

  private void dropFinalizer(Place place, String finalizer) {
    store.modify(
        place.type(),
        place.key(),
        COLLECTOR,
        object -> {
          ArrayNode finalizers = Metadata.of(object).withArrayProperty("finalizers");
          removeIf(finalizers, name -> name.asText().equals(finalizer));
          if (finalizers.isEmpty()) {
            Metadata.of(object).remove("finalizers");
          }
          return object;
        });
  }

  private static boolean blocks(ObjectNode dependent, String ownerUid) {
    for (JsonNode owner : Shelves.owners(dependent)) {
      if (owner.path("uid").asText().equals(ownerUid)
          && owner.path("blockOwnerDeletion").asBoolean()) {
        return true;
      }
    }
    return false;
  }

  private static void removeIf(ArrayNode array, java.util.function.Predicate<JsonNode> unwanted) {
    List<JsonNode> kept = new ArrayList<>();
    array.forEach(
        element -> {
          if (!unwanted.test(element)) {
            kept.add(element);
          }
        });
    array.removeAll();
    array.addAll(kept);
  }
}
