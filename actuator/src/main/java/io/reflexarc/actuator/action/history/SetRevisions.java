package io.reflexarc.actuator.action.history;

import io.reflexarc.actuator.cluster.KubeObject;
import java.util.List;
import java.util.Optional;

/**
 * The revisions of a StatefulSet: its ControllerRevisions, by their names.
 *
 * <p>Its status names the update revision, but some time after the template has changed. While the
 * controller has not seen the object as it is, the template tells: equal to a revision's, it will
 * be that one.
 *
 * @param set whose they are
 * @param revisions those that it owns
 */
record SetRevisions(KubeObject set, List<KubeObject> revisions) implements History {

  SetRevisions {
    revisions = List.copyOf(revisions);
  }

  @Override
  public Optional<String> current() {
    String update = set.text("/status/updateRevision");
    return set.observedGeneration() >= set.generation() && !update.isEmpty()
        ? Optional.of(update)
        : Template.newestLike(Template.of(set), revisions).map(KubeObject::name);
  }

  @Override
  public Optional<KubeObject> keeps(String revision) {
    return revisions.stream().filter(kept -> kept.name().equals(revision)).findFirst();
  }
}
