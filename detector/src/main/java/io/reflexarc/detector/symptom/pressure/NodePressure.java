package io.reflexarc.detector.symptom.pressure;

import io.reflexarc.detector.cluster.NodeCondition;
import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.BadCondition;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node that is short of memory, disk or process ids, by what its kubelet says. */
public final class NodePressure implements Symptom<NodeView> {

  private final BadCondition condition =
      new BadCondition(
          FactType.NODE_PRESSURE, type -> !type.equals(NodeCondition.NETWORK_UNAVAILABLE));

  @Override
  public List<Finding> between(@Nullable NodeView before, NodeView after, Instant now) {
    return condition.between(before, after, now);
  }
}
