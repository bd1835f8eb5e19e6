package io.reflexarc.actuator.action.history;

import io.reflexarc.actuator.cluster.KubeObject;
import java.util.Arrays;
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

  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String FORMER = "deployment.kubernetes.io/revision-history";

  Revisions {
    replicaSets = List.copyOf(replicaSets);
  }

  @Override
  public Optional<String> current() {
    Template wanted = Template.of(deployment);
    return replicaSets.stream()
        .filter(set -> Template.of(set).equals(wanted))
        .map(Revisions::number)
        .max((left, right) -> Long.compare(rank(left), rank(right)));
  }

  /** Also where going back to it before gave it a newer number. */
  @Override
  public Optional<KubeObject> keeps(String revision) {
    return replicaSets.stream()
        .filter(set -> number(set).equals(revision))
        .findFirst()
        .or(() -> replicaSets.stream().filter(set -> formerly(set, revision)).findFirst());
  }

  private static String number(KubeObject replicaSet) {
    return replicaSet.annotation(REVISION).orElse("");
  }

  private static boolean formerly(KubeObject replicaSet, String revision) {
    return Arrays.asList(replicaSet.annotation(FORMER).orElse("").split(",")).contains(revision);
  }

  private static long rank(String revision) {
    return revision.matches("[0-9]{1,18}") ? Long.parseLong(revision) : -1;
  }
}
