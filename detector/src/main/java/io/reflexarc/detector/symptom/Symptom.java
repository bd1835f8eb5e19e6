package io.reflexarc.detector.symptom;

import io.reflexarc.detector.finding.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises one symptom in one kind of object. Has no memory: what was said before is known by the
 * ledger of what was published.
 *
 * @param <T> the view it looks at
 */
public interface Symptom<T> {

  /**
   * What a change says.
   *
   * @param before the object as it was; null at the first look at it, which may be long after it
   *     came to be
   * @param after the object as it is
   * @param now event time
   */
  List<Finding> between(@Nullable T before, T after, Instant now);

  /** What the mere passing of time says; asked about objects that are in an open state. */
  default List<Finding> meanwhile(T current, Instant now) {
    return List.of();
  }
}
