package io.reflexarc.detector.symptom.network;

import io.reflexarc.detector.cluster.NodeCondition;
import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.BadCondition;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node whose network is not set up, by what its network plugin or cloud says. */
public final class NodeNetwork implements Symptom<NodeView> {

  private final BadCondition condition =
      new BadCondition(
          FactType.NODE_NETWORK_UNAVAILABLE, NodeCondition.NETWORK_UNAVAILABLE::equals);

  @Override
  public List<Finding> between(@Nullable NodeView before, NodeView after, Instant now) {
    return condition.between(before, after, now);
  }
}
