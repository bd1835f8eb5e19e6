package io.reflexarc.actuator.action.history;

import io.reflexarc.actuator.cluster.KubeObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The numbers that a controller gives to the ReplicaSets of one workload.
 *
 * @param group of the annotations that it writes them into: {@code deployment.kubernetes.io}
 * @param replicaSets those that the workload owns
 */
record Numbers(String group, List<KubeObject> replicaSets) {

  /** That of a ReplicaSet; empty while it has none. */
  String of(KubeObject replicaSet) {
    return replicaSet.annotation(group + "/revision").orElse("");
  }

  /** The ReplicaSet of that number, also where going back to it before gave it a newer one. */
  Optional<KubeObject> keeps(String revision) {
    return replicaSets.stream()
        .filter(set -> of(set).equals(revision))
        .findFirst()
        .or(() -> replicaSets.stream().filter(set -> formerly(set, revision)).findFirst());
  }

  private boolean formerly(KubeObject replicaSet, String revision) {
    String former = replicaSet.annotation(group + "/revision-history").orElse("");
    return Arrays.asList(former.split(",")).contains(revision);
  }

  /** Where a number stands among others; what is none comes first. */
  static long rank(String revision) {
    return revision.matches("[0-9]{1,18}") ? Long.parseLong(revision) : -1;
  }
}
