package io.reflexarc.detector.sensing;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.attribution.Fact;
import io.reflexarc.detector.attribution.Facts;
import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.NamespaceView;
import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.WorkloadView;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The detector's core: takes observations in, keeps the picture, gives facts out. Everything before
 * {@link Observation.Complete} only fills the picture; what is there then is looked at by {@link
 * #look}. Not thread-safe: one thread owns it.
 */
public final class Senses {

  private final Picture picture = new Picture();
  private final Attribution attribution;
  private final Facts facts;
  private final Recognition recognition;
  private final Parking parking;
  private final OpenStates openStates;
  private final Neighbours neighbours;
  private final Passing passing;
  private final Ripples ripples;
  private boolean complete;

  /**
   * @param cluster name of the cluster
   * @param versions how versions are named
   * @param patience how long, in event time, a pod's owners may stay untold before its own word is
   *     taken
   * @param inquiry asked for owners of kinds that are not watched
   */
  public Senses(
      String cluster,
      VersionSources versions,
      Recognition recognition,
      Duration patience,
      OwnerInquiry inquiry) {
    this.attribution = new Attribution(cluster, picture, versions, inquiry);
    this.ripples = new Ripples(picture, attribution);
    this.facts = new Facts(attribution, picture);
    this.recognition = recognition;
    this.parking = new Parking(patience);
    this.neighbours = new Neighbours(picture, recognition);
    Dependencies dependencies = new Dependencies(cluster, picture);
    this.passing = new Passing(picture, recognition, dependencies);
    this.openStates =
        new OpenStates(picture, attribution, facts, recognition, new Lapses(picture, dependencies));
  }

  /** The facts that an observation yields. */
  public List<Fact> observe(Observation observation, Instant now) {
    if (observation instanceof Observation.Complete) {
      complete = true;
      return List.of();
    }
    List<Finding> findings =
        observation instanceof Observation.Seen seen
            ? seen(seen.object(), now)
            : gone(((Observation.Gone) observation).object());
    if (!complete) {
      return List.of();
    }
    List<Fact> all = new ArrayList<>(unpark(now));
    findings.forEach(finding -> all.addAll(attribute(finding, now)));
    return all;
  }

  /** Facts that waited for their owners and need not or must not wait longer. */
  public List<Fact> unpark(Instant now) {
    return parking.retry(now, (finding, presume) -> facts.of(finding, now, presume));
  }

  /**
   * A first look at everything that counts for some targets: what holds, what left a trace, what is
   * over.
   */
  public List<Fact> look(Predicate<TargetKey> within, Instant now) {
    List<Finding> findings = new ArrayList<>();
    picture.pods().forEach(pod -> findings.addAll(recognition.pod(null, pod, now)));
    picture
        .deployments()
        .forEach(it -> findings.addAll(recognition.workload(null, picture.workload(it), now)));
    picture.nodes().forEach(node -> findings.addAll(recognition.node(null, node, now)));
    findings.addAll(neighbours.look(now));
    return findings.stream()
        .flatMap(finding -> facts.of(finding, now, true).stream())
        .filter(fact -> within.test(TargetKey.parse(fact.event().getTarget())))
        .toList();
  }

  /**
   * The ends of open states that no observation tells: by time, or because what had them is gone.
   */
  public List<Fact> review(Collection<HealthEvent> open, Instant now) {
    return complete ? openStates.review(open, now) : List.of();
  }

  /** States that no observation tells the start of, once they hold; to be asked now and then. */
  public List<Fact> elapsed(Instant now) {
    return complete
        ? passing.at(now).stream()
            .flatMap(finding -> facts.of(finding, now, true).stream())
            .toList()
        : List.of();
  }

  /** The workloads whose state may have changed since the last call. */
  public List<TargetKey> drainChanged() {
    return ripples.drain();
  }

  /** The Deployments whose pods may count otherwise than before, since the last call. */
  public List<TargetKey> drainMoved() {
    return ripples.drainMoved();
  }

  /** Whether the first lists are in. */
  public boolean complete() {
    return complete;
  }

  /** What is known of the cluster; to be read by the owning thread only. */
  public Picture picture() {
    return picture;
  }

  /** Who belongs to whom; to be asked by the owning thread only. */
  public Attribution attribution() {
    return attribution;
  }

  /** Findings that wait for their owners. */
  public int parked() {
    return parking.size();
  }

  /** Findings that found no room to wait. */
  public long parkingDrops() {
    return parking.dropped();
  }

  /** Events about what is not, or no longer, there. */
  public long homelessEvents() {
    return neighbours.homeless();
  }

  private List<Fact> attribute(Finding finding, Instant now) {
    Optional<Fact> fact = facts.of(finding, now, false);
    if (fact.isEmpty()) {
      parking.add(finding, now);
    }
    return fact.stream().toList();
  }

  private List<Finding> seen(ClusterObject object, Instant now) {
    if (object instanceof PodView pod) {
      PodView before = (PodView) picture.put(pod);
      passing.seen(pod);
      ripples.of(before, pod);
      return complete ? recognition.pod(before, pod, now) : List.of();
    }
    if (object instanceof NodeView node) {
      NodeView before = (NodeView) picture.put(node);
      ripples.of(before, node);
      return complete ? recognition.node(same(before, node), node, now) : List.of();
    }
    if (object instanceof NamespaceView namespace) {
      picture.put(namespace);
      ripples.of(namespace);
      return List.of();
    }
    return object instanceof DeploymentView || object instanceof ReplicaSetView
        ? seenOfWorkload(object, now)
        : seenBeside(object, now);
  }

  private List<Finding> seenBeside(ClusterObject object, Instant now) {
    ClusterObject known = picture.known(object);
    List<Finding> findings = neighbours.seen(object, complete, now);
    ripples.of(known == object ? null : known, object);
    return findings;
  }

  private List<Finding> seenOfWorkload(ClusterObject object, Instant now) {
    ClusterObject known = picture.known(object);
    WorkloadView before = workloadOf(object).orElse(null);
    ripples.of(object);
    picture.put(object);
    ripples.of(object);
    ripples.moved(known == object ? null : known, object);
    Optional<WorkloadView> after = workloadOf(object);
    if (!complete || after.isEmpty()) {
      return List.of();
    }
    return recognition.workload(sameWorkload(before, after.get()), after.get(), now);
  }

  /** A deletion that was only noticed by a list tells no more than who is gone. */
  private List<Finding> gone(ClusterObject object) {
    ClusterObject known = picture.known(object);
    ripples.of(known);
    picture.remove(object);
    passing.gone(object);
    ripples.of(known);
    ripples.moved(known);
    return List.of();
  }

  private Optional<WorkloadView> workloadOf(ClusterObject object) {
    return ripples.deploymentOf(object).map(picture::workload);
  }

  private static @Nullable NodeView same(@Nullable NodeView before, NodeView after) {
    return before != null && before.meta().uid().equals(after.meta().uid()) ? before : null;
  }

  private static @Nullable WorkloadView sameWorkload(
      @Nullable WorkloadView before, WorkloadView after) {
    return before != null
            && before.deployment().meta().uid().equals(after.deployment().meta().uid())
        ? before
        : null;
  }
}
