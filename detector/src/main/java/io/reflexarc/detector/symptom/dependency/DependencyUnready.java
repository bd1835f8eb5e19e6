package io.reflexarc.detector.symptom.dependency;

import io.reflexarc.detector.cluster.DependencyView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workload whose annotation names another of which nothing is ready. What is not there, or asks
 * for no replicas, is not known to be unready.
 */
public final class DependencyUnready implements Symptom<DependencyView> {

  @Override
  public List<Finding> between(@Nullable DependencyView before, DependencyView after, Instant now) {
    return List.of();
  }

  @Override
  public List<Finding> meanwhile(DependencyView it, Instant now) {
    return it.unreadySince() == null ? List.of() : List.of(began(it, it.unreadySince()));
  }

  private static Finding began(DependencyView it, Instant since) {
    return Finding.began(
            FactType.DEPENDENCY_UNREADY,
            new About.OfWorkload(it.dependent(), null),
            List.of(it.dependent().meta().uid(), it.dependency(), since.toString()),
            since,
            Certainty.STANDING,
            null,
            "nothing of "
                + it.dependency()
                + " is ready, on which deployment "
                + it.dependent().meta().name()
                + " depends")
        .with(Map.of(Finding.ASPECT, it.dependency(), "dependency", it.dependency()));
  }
}
