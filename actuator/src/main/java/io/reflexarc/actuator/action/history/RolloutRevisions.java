package io.reflexarc.actuator.action.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
  private static final String PASSING = GROUP + "/ephemeral-metadata";
  private static final ObjectMapper JSON = new ObjectMapper();
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

  /** Left as it is, a canary's label would make another template of the one that is wanted. */
  @Override
  public Optional<Template> template(String revision) {
    return keeps(revision).map(set -> Template.kept(set).without(passing(set)));
  }

  /** What the controller adds to the pods of a ReplicaSet while it is the canary, or the stable. */
  private static JsonNode passing(KubeObject set) {
    try {
      return JSON.readTree(set.annotation(PASSING).orElse("{}"));
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private Numbers numbers() {
    return new Numbers(GROUP, replicaSets);
  }
}
