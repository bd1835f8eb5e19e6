package io.reflexarc.actuator.action.history;

import io.reflexarc.actuator.cluster.KubeObject;
import java.util.List;
import java.util.Optional;

/**
 * The revisions of an Argo Rollout: its ReplicaSets.
 *
 * <p>Which one is current cannot be told by the template: the API server fills defaults into those
 * of ReplicaSets, and none into a Rollout's. Its status names the hash; until its controller has
 * seen the Rollout as it is, nothing is known, for a human may just have changed it.
 *
 * @param rollout whose they are
 * @param replicaSets those that it owns
 */
record RolloutRevisions(KubeObject rollout, List<KubeObject> replicaSets) implements History {

  private static final String GROUP = "rollout.argoproj.io";
  private static final String HASH = "rollouts-pod-template-hash";

  RolloutRevisions {
    replicaSets = List.copyOf(replicaSets);
  }

  @Override
  public Optional<String> current() {
    String hash = rollout.text("/status/currentPodHash");
    return hash.isEmpty() || rollout.observedGeneration() < rollout.generation()
        ? Optional.empty()
        : replicaSets.stream()
            .filter(set -> set.label(HASH).filter(hash::equals).isPresent())
            .map(numbers()::of)
            .filter(number -> !number.isEmpty())
            .findFirst();
  }

  @Override
  public Optional<KubeObject> keeps(String revision) {
    return numbers().keeps(revision);
  }

  private Numbers numbers() {
    return new Numbers(GROUP, replicaSets);
  }
}
