package io.reflexarc.detector.sensing;

import io.reflexarc.detector.attribution.DependsOn;
import io.reflexarc.detector.cluster.DependencyView;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.EndpointsView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Deployments say they depend on, and how that is: a Deployment, StatefulSet or DaemonSet by
 * its ready replicas, a Service by its endpoints. What is not there is not known.
 */
final class Dependencies {

  private static final String SERVICE = "Service";
  private static final String DEPLOYMENT = "Deployment";

  private final String cluster;
  private final Picture picture;

  Dependencies(String cluster, Picture picture) {
    this.cluster = cluster;
    this.picture = picture;
  }

  /** Of all Deployments. */
  Stream<DependencyView> all() {
    return picture.deployments().stream().flatMap(this::of);
  }

  /** Of one. */
  Stream<DependencyView> of(DeploymentView dependent) {
    return DependsOn.of(dependent.meta(), cluster).stream()
        .filter(key -> key.cluster().equals(cluster))
        .map(key -> new DependencyView(dependent, key.toString(), unreadySince(key)));
  }

  private @Nullable Instant unreadySince(TargetKey key) {
    if (key.kind().equals(SERVICE)) {
      return unreadySince(slicesOf(key));
    }
    if (key.kind().equals(DEPLOYMENT)) {
      return picture
          .deployment(key.namespace(), key.name())
          .filter(it -> it.observed() && it.desired() > 0 && it.ready() == 0)
          .filter(it -> agree(podsOf(it)))
          .map(it -> sinceOf(podsOf(it), it.meta().createdAt()))
          .orElse(null);
    }
    return picture
        .around()
        .revisioned(key.kind(), key.namespace(), key.name())
        .filter(it -> it.observed() && it.desired() > 0 && it.ready() == 0)
        .filter(it -> agree(picture.podsOf(it.meta().uid()).stream()))
        .map(this::sinceOf)
        .orElse(null);
  }

  private List<EndpointsView> slicesOf(TargetKey service) {
    return picture.around().all(EndpointsView.class).stream()
        .filter(it -> it.service().equals(service.name()))
        .filter(it -> it.meta().namespace().equals(service.namespace()))
        .toList();
  }

  private static @Nullable Instant unreadySince(List<EndpointsView> slices) {
    if (slices.isEmpty() || slices.stream().anyMatch(it -> it.ready() > 0)) {
      return null;
    }
    return slices.stream()
        .map(it -> Optional.ofNullable(it.changedAt()).orElse(it.meta().createdAt()))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Stream<PodView> podsOf(DeploymentView deployment) {
    return picture.workload(deployment).replicaSets().stream()
        .map(ReplicaSetView::meta)
        .flatMap(it -> picture.podsOf(it.uid()).stream());
  }

  private Instant sinceOf(RevisionedView set) {
    return sinceOf(picture.podsOf(set.meta().uid()).stream(), set.meta().createdAt());
  }

  /** Word of its pods may come after word of itself: since when is known when both say the same. */
  private static boolean agree(Stream<PodView> pods) {
    return pods.noneMatch(PodView::ready);
  }

  /** Since the last of its pods turned. */
  private static Instant sinceOf(Stream<PodView> pods, Instant otherwise) {
    return pods.map(PodView::readiness)
        .filter(Objects::nonNull)
        .filter(it -> !it.ready())
        .map(it -> it.since())
        .max(Comparator.naturalOrder())
        .orElse(otherwise);
  }
}
