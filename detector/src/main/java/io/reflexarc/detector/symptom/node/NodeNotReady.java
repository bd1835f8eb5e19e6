package io.reflexarc.detector.symptom.node;

import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.cluster.Readiness;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node whose Ready is False, or Unknown because it was not heard of. Its end is told twice: as
 * the state's end, and as {@code node.recovered} for those who wait for that name.
 */
public final class NodeNotReady implements Symptom<NodeView> {

  /** A node that joins gets its first Ready=False within this time of its making. */
  private static final Duration JOINING = Duration.ofSeconds(5);

  @Override
  public List<Finding> between(@Nullable NodeView before, NodeView after, Instant now) {
    Readiness readiness = after.readiness();
    if (readiness == null) {
      return List.of();
    }
    boolean wasReady = before != null && before.readiness() != null && before.readiness().ready();
    boolean wasNotReady =
        before != null
            && before.readiness() != null
            && !before.readiness().ready()
            && !joining(before, before.readiness());
    if (!readiness.ready()) {
      return wasNotReady || joining(after, readiness)
          ? List.of()
          : List.of(
              began(after, readiness, before == null ? Certainty.STANDING : Certainty.WITNESSED));
    }
    if (wasReady || (before != null && !wasNotReady)) {
      return List.of();
    }
    return List.of(
        recovered(after, readiness, wasNotReady ? Certainty.WITNESSED : Certainty.MISSED),
        ended(after, readiness));
  }

  /** A node that has never been ready since it was made. */
  private static boolean joining(NodeView node, Readiness readiness) {
    return !readiness.since().isAfter(node.meta().createdAt().plus(JOINING));
  }

  private static Finding began(NodeView node, Readiness readiness, Certainty certainty) {
    return Finding.began(
        FactType.NODE_NOT_READY,
        new About.OfNode(node),
        identity(node, readiness),
        readiness.since(),
        certainty,
        readiness.reason(),
        "node " + node.meta().name() + " is not ready: its status is " + readiness.status());
  }

  private static Finding ended(NodeView node, Readiness readiness) {
    return Finding.ended(
        FactType.NODE_NOT_READY,
        new About.OfNode(node),
        identity(node, readiness),
        readiness.since(),
        readiness.reason(),
        "node " + node.meta().name() + " is ready again");
  }

  private static Finding recovered(NodeView node, Readiness readiness, Certainty certainty) {
    return Finding.occurred(
        FactType.NODE_RECOVERED,
        new About.OfNode(node),
        identity(node, readiness),
        readiness.since(),
        certainty,
        readiness.reason(),
        "node " + node.meta().name() + " is ready again");
  }

  private static List<String> identity(NodeView node, Readiness readiness) {
    return List.of(node.meta().uid(), readiness.since().toString());
  }
}
