package io.reflexarc.detector.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node.
 *
 * @param readiness its {@code Ready} condition; null before there is one
 * @param zone its zone label; null without one
 * @param conditions those that are bad when they hold
 * @param cordonedSince when it was closed to new pods; null while it is open
 */
public record NodeView(
    Metadata meta,
    @Nullable Readiness readiness,
    @Nullable String zone,
    List<NodeCondition> conditions,
    @Nullable Instant cordonedSince)
    implements ClusterObject {

  public NodeView {
    conditions = List.copyOf(conditions);
  }

  /** The condition of that type. */
  public Optional<NodeCondition> condition(String type) {
    return conditions.stream().filter(it -> it.type().equals(type)).findFirst();
  }
}
