package io.reflexarc.detector.attribution;

import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where something that others speak of belongs. */
public sealed interface Whereabouts {

  /**
   * It is known.
   *
   * @param place the workload or node that it counts for; its version is empty when unknown
   * @param pod the pod, where a pod was spoken of
   */
  record Found(Place place, @Nullable FoundPod pod) implements Whereabouts {}

  /**
   * A pod that was found.
   *
   * @param uid null when the pod is gone and only its name is left to go by
   * @param node null when it is unknown
   * @param startedAt when its first container last started; null when unknown
   */
  record FoundPod(
      String name, @Nullable String uid, @Nullable String node, @Nullable Instant startedAt) {}

  /**
   * It is not.
   *
   * @param reason one sentence that names what is unknown
   */
  record Unknown(String reason) implements Whereabouts {}

  /** A place that is known by its key alone. */
  static Found at(TargetKey target, TargetKey object) {
    return new Found(new Place(target, object, "", null), null);
  }
}
