package io.reflexarc.detector.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may befall a pod beside what its containers do.
 *
 * @param deleteBy when it should be gone; null while its deletion was not asked for
 * @param unschedulable why no node takes it; null while one may
 * @param failure how it failed as a whole; null while it did not
 */
public record PodFate(
    @Nullable Instant deleteBy, @Nullable Unschedulable unschedulable, @Nullable Failure failure) {

  /** Nothing of the kind. */
  public static final PodFate NONE = new PodFate(null, null, null);

  /** No node takes a pod. */
  public record Unschedulable(Instant since, @Nullable String message) {}

  /**
   * A pod that failed as a whole.
   *
   * @param at when it was written down; null where nothing tells
   */
  public record Failure(String reason, @Nullable String message, @Nullable Instant at) {}
}
