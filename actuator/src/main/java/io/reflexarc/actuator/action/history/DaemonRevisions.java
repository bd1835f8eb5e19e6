package io.reflexarc.actuator.action.history;

import io.reflexarc.actuator.cluster.KubeObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The revisions of a DaemonSet, by the generation of its template. The API server counts it up in
 * the very write that changes the template, so it is never behind.
 *
 * <p>A ControllerRevision carries the generation at which it was made, for its annotations are
 * those of the DaemonSet then. A template that came back gets no new ControllerRevision but a new
 * number; numbers and generations are the same as long as the controller has missed no change, and
 * it has missed none when the newest are the same.
 *
 * @param set whose they are
 * @param revisions those that it owns
 */
record DaemonRevisions(KubeObject set, List<KubeObject> revisions) implements History {

  private static final String GENERATION = "deprecated.daemonset.template.generation";

  DaemonRevisions {
    revisions = List.copyOf(revisions);
  }

  @Override
  public Optional<String> current() {
    return set.annotation(GENERATION);
  }

  @Override
  public Optional<KubeObject> keeps(String revision) {
    return revisions.stream()
        .filter(kept -> kept.annotation(GENERATION).filter(revision::equals).isPresent())
        .findFirst()
        .or(() -> numbered(revision));
  }

  private Optional<KubeObject> numbered(String revision) {
    return inStep()
        ? revisions.stream().filter(kept -> kept.text("/revision").equals(revision)).findFirst()
        : Optional.empty();
  }

  private boolean inStep() {
    return revisions.stream()
        .max(Comparator.comparingLong(kept -> kept.number("/revision", 0)))
        .filter(newest -> current().filter(newest.text("/revision")::equals).isPresent())
        .filter(newest -> Template.kept(newest).equals(Template.of(set)))
        .isPresent();
  }
}
