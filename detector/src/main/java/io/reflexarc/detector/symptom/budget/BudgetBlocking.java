package io.reflexarc.detector.symptom.budget;

import io.reflexarc.detector.cluster.BudgetView;
import io.reflexarc.detector.cluster.LodgerView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pod that stays on a cordoned node because a budget has let nobody evict it for a while. A
 * refused eviction leaves no trace in the cluster, so this is inferred: a node that was closed and
 * is to be emptied is soon empty of what may go. A rollout, too, uses its budget up for seconds.
 */
public final class BudgetBlocking implements Symptom<LodgerView> {

  private static final String REASON = "DisruptionsNotAllowed";
  private static final String DAEMON_SET = "DaemonSet";

  private final Duration patience;

  /**
   * @param patience how long the node must have been closed, and the budget used up
   */
  public BudgetBlocking(Duration patience) {
    this.patience = patience;
  }

  @Override
  public List<Finding> between(@Nullable LodgerView before, LodgerView after, Instant now) {
    return List.of();
  }

  @Override
  public List<Finding> meanwhile(LodgerView lodger, Instant now) {
    Instant cordoned = lodger.node().cordonedSince();
    if (cordoned == null || !counts(lodger.pod())) {
      return List.of();
    }
    return lodger.blocking().stream()
        .map(budget -> began(lodger, budget, later(cordoned, budget.allowedSince())))
        .filter(finding -> !now.isBefore(finding.occurredAt()))
        .toList();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Whether emptying a node would evict that pod. */
  private static boolean counts(PodView pod) {
    boolean ofDaemonSet =
        pod.meta().controller() != null && pod.meta().controller().kind().equals(DAEMON_SET);
    return !pod.meta().deleting() && !pod.finished() && !ofDaemonSet;
  }

  private Finding began(LodgerView lodger, BudgetView budget, Instant since) {
    return Finding.began(
            FactType.BUDGET_BLOCKING,
            new About.OfPod(lodger.pod(), null),
            List.of(budget.meta().uid(), lodger.pod().meta().uid(), since.toString()),
            since.plus(patience),
            Certainty.STANDING,
            REASON,
            "budget "
                + budget.meta().name()
                + " keeps pod "
                + lodger.pod().meta().name()
                + " on node "
                + lodger.node().meta().name()
                + ", which is cordoned")
        .with(Map.of("budget", budget.meta().name()));
  }
}
