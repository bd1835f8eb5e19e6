package io.reflexarc.detector.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A Deployment and the ReplicaSets that are its templates, past and present.
 *
 * @param replicaSets newest revision first
 */
public record WorkloadView(DeploymentView deployment, List<ReplicaSetView> replicaSets) {

  private static final Comparator<ReplicaSetView> NEWEST_FIRST =
      Comparator.comparingLong(ReplicaSetView::revisionNumber)
          .reversed()
          .thenComparing(set -> set.meta().name());

  public WorkloadView {
    replicaSets = replicaSets.stream().sorted(NEWEST_FIRST).toList();
  }

  /** The ReplicaSet of the revision that the Deployment is at; empty until both streams told. */
  public Optional<ReplicaSetView> current() {
    if (deployment.revision().isEmpty()) {
      return Optional.empty();
    }
    return ofRevision(deployment.revision());
  }

  /** The ReplicaSet of a revision. */
  public Optional<ReplicaSetView> ofRevision(String revision) {
    return replicaSets.stream().filter(set -> set.revision().equals(revision)).findFirst();
  }

  /** The ReplicaSet with a uid. */
  public Optional<ReplicaSetView> withUid(String uid) {
    return replicaSets.stream().filter(set -> set.meta().uid().equals(uid)).findFirst();
  }
}
