package io.reflexarc.actuator.action.history;

import io.reflexarc.actuator.cluster.KubeObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The revisions that a Deployment's history still holds: its ReplicaSets.
 *
 * <p>Which one is current is told by the template and not by the Deployment's own revision
 * annotation: that is written by its controller some time after the template has changed, and would
 * make a human's change of a second ago look like the old release.
 *
 * @param deployment whose they are
 * @param replicaSets those that the Deployment owns
 */
record Revisions(KubeObject deployment, List<KubeObject> replicaSets) implements History {

  private static final String GROUP = "deployment.kubernetes.io";

  Revisions {
    replicaSets = List.copyOf(replicaSets);
  }

  @Override
  public Optional<String> current() {
    Template wanted = Template.of(deployment);
    return replicaSets.stream()
        .filter(set -> Template.of(set).equals(wanted))
        .map(numbers()::of)
        .max(Comparator.comparingLong(Numbers::rank));
  }

  @Override
  public Optional<KubeObject> keeps(String revision) {
    return numbers().keeps(revision);
  }

  private Numbers numbers() {
    return new Numbers(GROUP, replicaSets);
  }
}
