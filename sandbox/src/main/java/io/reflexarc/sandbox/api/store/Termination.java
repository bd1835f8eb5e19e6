package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.time.Instant;
import java.util.List;

/** What a deletion writes on an object: when it will be gone, and what it has to wait for. */
final class Termination {

  static final String FOREGROUND = "foregroundDeletion";
  static final String ORPHAN = "orphan";
  private static final long DEFAULT_GRACE = 30;

  private Termination() {}

  /**
   * A copy of the object as marked for deletion. A second deletion may shorten the grace, never
   * lengthen it, so a deletionTimestamp can move backwards.
   */
  static ObjectNode begin(
      ResourceType type, ObjectNode before, DeleteOptions options, Instant now) {
    ObjectNode after = before.deepCopy();
    ObjectNode metadata = Metadata.of(after);
    long grace = grace(type, before, options);
    boolean first = !Metadata.deleting(before);
    if (first || grace < metadata.path("deletionGracePeriodSeconds").asLong()) {
      metadata.put("deletionTimestamp", Metadata.timestamp(now.plusSeconds(grace)));
      metadata.put("deletionGracePeriodSeconds", grace);
    }
    if (first && type.countsGeneration()) {
      metadata.put("generation", Metadata.generation(before) + 1);
    }
    switch (options.propagation()) {
      case FOREGROUND -> addFinalizer(metadata, FOREGROUND);
      case ORPHAN -> addFinalizer(metadata, ORPHAN);
      case BACKGROUND -> {}
    }
    return after;
  }

  /** Whether finalizers or grace keep an object that is deleted. */
  static boolean holds(ObjectNode object) {
    return !Metadata.finalizers(object).isEmpty()
        || object.path("metadata").path("deletionGracePeriodSeconds").asLong() > 0;
  }

  private static long grace(ResourceType type, ObjectNode object, DeleteOptions options) {
    if (!type.equals(BuiltInTypes.PODS)) {
      return 0;
    }
    String phase = object.path("status").path("phase").asText();
    boolean nobodyRunsIt =
        object.path("spec").path("nodeName").asText("").isEmpty()
            || List.of("Succeeded", "Failed").contains(phase);
    Long wanted = options.gracePeriodSeconds();
    if (nobodyRunsIt) {
      return 0;
    }
    return wanted != null
        ? wanted
        : object.path("spec").path("terminationGracePeriodSeconds").asLong(DEFAULT_GRACE);
  }

  private static void addFinalizer(ObjectNode metadata, String name) {
    ArrayNode finalizers = metadata.withArrayProperty("finalizers");
    for (var present : finalizers) {
      if (present.asText().equals(name)) {
        return;
      }
    }
    finalizers.add(name);
  }
}
