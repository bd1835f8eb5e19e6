package io.reflexarc.detector.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An Argo Rollout and the ReplicaSets that are its templates, past and present.
 *
 * @param replicaSets newest revision first
 */
public record RolloutHistory(RolloutView rollout, List<ReplicaSetView> replicaSets) {

  private static final Comparator<ReplicaSetView> NEWEST_FIRST =
      Comparator.comparingLong(ReplicaSetView::revisionNumber)
          .reversed()
          .thenComparing(set -> set.meta().name());

  public RolloutHistory {
    replicaSets = replicaSets.stream().sorted(NEWEST_FIRST).toList();
  }

  /** The template with that hash; empty until both streams told. */
  public Optional<ReplicaSetView> ofHash(String hash) {
    return replicaSets.stream().filter(set -> set.templateHash().equals(hash)).findFirst();
  }

  /** Whether it had its current template before another one. */
  public boolean cameBack() {
    return ofHash(rollout.currentHash())
        .filter(
            set ->
                set.reused()
                    || replicaSets.stream()
                        .filter(other -> other.revisionNumber() < set.revisionNumber())
                        .anyMatch(
                            other -> other.meta().createdAt().isAfter(set.meta().createdAt())))
        .isPresent();
  }
}
