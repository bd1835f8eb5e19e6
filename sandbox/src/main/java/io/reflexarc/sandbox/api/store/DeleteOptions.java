package io.reflexarc.sandbox.api.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to delete.
 *
 * @param uid delete only the object with this uid, null for any
 * @param resourceVersion delete only this version of the object, null for any
 * @param gracePeriodSeconds seconds that a pod gets to stop, 0 to remove it at once, null for the
 *     pod's own
 * @param propagation what becomes of the objects that it owns
 * @param dryRun check and answer everything, change nothing
 */
public record DeleteOptions(
    @Nullable String uid,
    @Nullable String resourceVersion,
    @Nullable Long gracePeriodSeconds,
    Propagation propagation,
    boolean dryRun) {

  /** What becomes of dependents. */
  public enum Propagation {
    /** The owner goes at once, its dependents after it. */
    BACKGROUND,
    /** The dependents go first; the owner waits for them with a finalizer. */
    FOREGROUND,
    /** The dependents stay and lose their reference to the owner. */
    ORPHAN
  }

  public DeleteOptions {
    Objects.requireNonNull(propagation, "propagation");
    if (gracePeriodSeconds != null && gracePeriodSeconds < 0) {
      throw new IllegalArgumentException("gracePeriodSeconds must not be negative");
    }
  }

  /** Deletion with the object's own grace, its dependents after it. */
  public static DeleteOptions background() {
    return new DeleteOptions(null, null, null, Propagation.BACKGROUND, false);
  }

  /** Deletion now, without grace: what a kubelet does once the containers have stopped. */
  public static DeleteOptions now() {
    return new DeleteOptions(null, null, 0L, Propagation.BACKGROUND, false);
  }

  /** The same, but only for the object with this uid. */
  public DeleteOptions onlyUid(String wanted) {
    return new DeleteOptions(wanted, resourceVersion, gracePeriodSeconds, propagation, dryRun);
  }
}
