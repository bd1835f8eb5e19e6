package io.reflexarc.detector.attribution;

import io.reflexarc.detector.attribution.Whereabouts.Found;
import io.reflexarc.detector.attribution.Whereabouts.FoundPod;
import io.reflexarc.detector.attribution.Whereabouts.Unknown;
import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what others speak of by name: pods through the workload that owns them, canaries through
 * their stable. Deployments, nodes and pods of this cluster must be known to be found; other kinds,
 * and what is in another cluster, are taken at the speaker's word, all but pods, whose owners
 * nobody here knows. Not thread-safe: the picture's owner asks.
 */
public final class Locator {

  private static final String DEPLOYMENT = "Deployment";
  private static final String NODE = "Node";

  private final String cluster;
  private final Picture picture;
  private final Attribution attribution;
  private final boolean clusterWide;

  /**
   * @param clusterWide whether nodes are watched: else they are taken at the speaker's word
   */
  public Locator(String cluster, Picture picture, Attribution attribution, boolean clusterWide) {
    this.cluster = cluster;
    this.picture = picture;
    this.attribution = attribution;
    this.clusterWide = clusterWide;
  }

  /** Finds several at once, with one look at all pods; in the order of the question. */
  public List<Whereabouts> find(List<Sought> sought) {
    Set<String> names =
        sought.stream()
            .filter(Sought::isPod)
            .map(it -> it.object().name())
            .collect(Collectors.toSet());
    Map<String, PodView> pods = new HashMap<>();
    if (!names.isEmpty()) {
      for (PodView pod : picture.pods()) {
        if (names.contains(pod.meta().name())) {
          pods.merge(path(pod.meta().namespace(), pod.meta().name()), pod, Locator::newer);
        }
      }
    }
    return sought.stream().map(it -> find(it, pods)).toList();
  }

  private Whereabouts find(Sought sought, Map<String, PodView> pods) {
    TargetKey object = sought.object();
    boolean ours = object.cluster().equals(cluster);
    if (sought.isPod()) {
      if (!ours) {
        return new Unknown("pod " + object + " is in a cluster that this detector does not watch");
      }
      PodView pod = pods.get(path(object.namespace(), object.name()));
      return pod == null ? byName(object) : found(pod);
    }
    if (ours && object.kind().equals(DEPLOYMENT)) {
      return picture
          .deployment(object.namespace(), object.name())
          .map(it -> (Whereabouts) Whereabouts.at(attribution.targetOf(it), object))
          .orElseGet(() -> new Unknown("there is no Deployment " + object));
    }
    if (ours && clusterWide && object.kind().equals(NODE) && isUnknownNode(object)) {
      return new Unknown("there is no node " + object);
    }
    return Whereabouts.at(object, object);
  }

  private boolean isUnknownNode(TargetKey object) {
    return picture.node(object.name()).isEmpty();
  }

  private Whereabouts found(PodView pod) {
    Place place = attribution.placeOf(pod).orElseGet(() -> attribution.presumedPlaceOf(pod));
    Instant startedAt =
        pod.containers().stream().findFirst().map(ContainerView::runningSince).orElse(null);
    return new Found(
        place, new FoundPod(pod.meta().name(), pod.meta().uid(), pod.node(), startedAt));
  }

  /** A pod that is gone: its name begins with that of its ReplicaSet, whose with its owner's. */
  private Whereabouts byName(TargetKey pod) {
    int last = pod.name().lastIndexOf('-');
    int middle = last < 1 ? -1 : pod.name().lastIndexOf('-', last - 1);
    Optional<DeploymentView> deployment =
        middle < 1
            ? Optional.empty()
            : picture.deployment(pod.namespace(), pod.name().substring(0, middle));
    if (deployment.isEmpty()) {
      return new Unknown("there is no pod " + pod);
    }
    Optional<ReplicaSetView> set =
        picture.workload(deployment.get()).replicaSets().stream()
            .filter(it -> it.meta().name().equals(pod.name().substring(0, last)))
            .findFirst();
    return new Found(
        new Place(
            attribution.targetOf(deployment.get()),
            attribution.objectOf(deployment.get()),
            set.map(attribution.versions()::of).orElse(""),
            set.map(ReplicaSetView::revision).filter(it -> !it.isEmpty()).orElse(null)),
        new FoundPod(pod.name(), null, null, null));
  }

  private static PodView newer(PodView one, PodView other) {
    return one.meta().createdAt().isBefore(other.meta().createdAt()) ? other : one;
  }

  private static String path(String namespace, String name) {
    return namespace + "/" + name;
  }
}
