package io.reflexarc.detector.symptom;

import io.reflexarc.detector.cluster.NodeCondition;
import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A condition of a node that is bad while it holds. What is Unknown neither begins nor ends. */
public final class BadCondition {

  private final FactType type;
  private final Predicate<String> meant;

  /**
   * @param meant which conditions, by their type
   */
  public BadCondition(FactType type, Predicate<String> meant) {
    this.type = type;
    this.meant = meant;
  }

  /** What a change says of it. */
  public List<Finding> between(@Nullable NodeView before, NodeView after, Instant now) {
    return after.conditions().stream()
        .filter(condition -> meant.test(condition.type()))
        .flatMap(
            condition ->
                of(
                    after,
                    condition,
                    before == null ? null : before.condition(condition.type()).orElse(null),
                    before == null)
                    .stream())
        .toList();
  }

  private List<Finding> of(
      NodeView node, NodeCondition condition, @Nullable NodeCondition before, boolean firstLook) {
    if (condition.holds()) {
      return before != null && before.holds()
          ? List.of()
          : List.of(began(node, condition, firstLook));
    }
    return condition.over() && (before == null || !before.over())
        ? List.of(ended(node, condition))
        : List.of();
  }

  private Finding began(NodeView node, NodeCondition condition, boolean firstLook) {
    return Finding.began(
            type,
            new About.OfNode(node),
            identity(node, condition),
            condition.since(),
            firstLook ? Certainty.STANDING : Certainty.WITNESSED,
            condition.reason(),
            "node " + node.meta().name() + " says " + condition.type())
        .with(Map.of(Finding.ASPECT, condition.type()));
  }

  private Finding ended(NodeView node, NodeCondition condition) {
    return Finding.ended(
            type,
            new About.OfNode(node),
            identity(node, condition),
            condition.since(),
            condition.reason(),
            "node " + node.meta().name() + " no longer says " + condition.type())
        .with(Map.of(Finding.ASPECT, condition.type()));
  }

  private static List<String> identity(NodeView node, NodeCondition condition) {
    return List.of(node.meta().uid(), condition.type(), condition.since().toString());
  }
}
