package io.reflexarc.detector.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node.
 *
 * @param readiness its {@code Ready} condition; null before there is one
 * @param zone its zone label; null without one
 * @param conditions those that are bad when they hold
 * @param cordoned whether it is closed to new pods
 * @param cordonedSince when it was; null while it is open, or where its taint does not tell
 */
public record NodeView(
    Metadata meta,
    @Nullable Readiness readiness,
    @Nullable String zone,
    List<NodeCondition> conditions,
    boolean cordoned,
    @Nullable Instant cordonedSince)
    implements ClusterObject {

  public NodeView {
    conditions = List.copyOf(conditions);
  }

  /** The condition of that type. */
  public Optional<NodeCondition> condition(String type) {
    return conditions.stream().filter(it -> it.type().equals(type)).findFirst();
  }

  /** Whether it is Ready. */
  public boolean ready() {
    return readiness != null && readiness.ready();
  }

  /** Whether its state is the same, whatever its kubelet said beside that it lives. */
  public boolean standsTheSame(NodeView other) {
    return meta.uid().equals(other.meta.uid())
        && meta.generation() == other.meta.generation()
        && meta.labels().equals(other.meta.labels())
        && meta.annotations().equals(other.meta.annotations())
        && Objects.equals(meta.controller(), other.meta.controller())
        && ready() == other.ready()
        && cordoned == other.cordoned;
  }
}
