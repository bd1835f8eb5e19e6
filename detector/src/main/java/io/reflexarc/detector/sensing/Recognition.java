package io.reflexarc.detector.sensing;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.AutoscalerEvent;
import io.reflexarc.detector.cluster.AutoscalerView;
import io.reflexarc.detector.cluster.DependencyView;
import io.reflexarc.detector.cluster.LeaseClaim;
import io.reflexarc.detector.cluster.LodgerView;
import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.cluster.PodEvent;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.cluster.RolloutHistory;
import io.reflexarc.detector.cluster.WorkloadView;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import io.reflexarc.detector.symptom.autoscaler.AutoscalerSaturated;
import io.reflexarc.detector.symptom.autoscaler.AutoscalerScaled;
import io.reflexarc.detector.symptom.bootthrash.BootThrash;
import io.reflexarc.detector.symptom.bootthrash.Booted;
import io.reflexarc.detector.symptom.budget.BudgetBlocking;
import io.reflexarc.detector.symptom.configerror.ConfigError;
import io.reflexarc.detector.symptom.crashed.PodCrashed;
import io.reflexarc.detector.symptom.crashloop.CrashLoop;
import io.reflexarc.detector.symptom.dependency.DependencyUnready;
import io.reflexarc.detector.symptom.evicted.PodEvicted;
import io.reflexarc.detector.symptom.imagepull.ImagePullFailed;
import io.reflexarc.detector.symptom.leader.LeaderChanged;
import io.reflexarc.detector.symptom.network.NodeNetwork;
import io.reflexarc.detector.symptom.node.NodeNotReady;
import io.reflexarc.detector.symptom.notready.PodNotReady;
import io.reflexarc.detector.symptom.oomkilled.OomKilled;
import io.reflexarc.detector.symptom.pressure.NodePressure;
import io.reflexarc.detector.symptom.probe.ProbeFailed;
import io.reflexarc.detector.symptom.probesadvice.DeploymentProbes;
import io.reflexarc.detector.symptom.probesadvice.RevisionedProbes;
import io.reflexarc.detector.symptom.restarts.RestartedOften;
import io.reflexarc.detector.symptom.rollout.ArgoRolloutProgress;
import io.reflexarc.detector.symptom.rollout.ArgoRolloutStuck;
import io.reflexarc.detector.symptom.rollout.RevisionedRollout;
import io.reflexarc.detector.symptom.rollout.RolloutProgress;
import io.reflexarc.detector.symptom.rollout.RolloutStuck;
import io.reflexarc.detector.symptom.terminating.StuckTerminating;
import io.reflexarc.detector.symptom.unschedulable.PodUnschedulable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every symptom that is looked for. A new one is a package and a line here. */
public final class Recognition {

  /** How long a node must have been cordoned before what stays on it counts as held there. */
  static final Duration DRAIN_PATIENCE = Duration.ofSeconds(20);

  private final List<Symptom<PodView>> pod;
  private final List<Symptom<WorkloadView>> workload;
  private final List<Symptom<RevisionedView>> revisioned;
  private final List<Symptom<RolloutHistory>> rollout;
  private final List<Symptom<NodeView>> node =
      List.of(new NodeNotReady(), new NodePressure(), new NodeNetwork());
  private final List<Symptom<PodEvent>> podEvent = List.of(new ProbeFailed(), new BootThrash());
  private final List<Symptom<AutoscalerView>> autoscaler = List.of(new AutoscalerSaturated());
  private final List<Symptom<AutoscalerEvent>> autoscalerEvent = List.of(new AutoscalerScaled());
  private final List<Symptom<LeaseClaim>> lease = List.of(new LeaderChanged());
  private final Symptom<LodgerView> lodger = new BudgetBlocking(DRAIN_PATIENCE);
  private final Symptom<DependencyView> dependency = new DependencyUnready();

  /**
   * @param stableAfter how long a container must run to have left its crash loop
   * @param versions how versions are named
   */
  public Recognition(Duration stableAfter, VersionSources versions) {
    this.workload =
        List.of(new RolloutProgress(versions), new RolloutStuck(versions), new DeploymentProbes());
    this.rollout = List.of(new ArgoRolloutProgress(versions), new ArgoRolloutStuck(versions));
    this.revisioned = List.of(new RevisionedRollout(versions), new RevisionedProbes(versions));
    this.pod =
        List.of(
            new OomKilled(),
            new PodCrashed(),
            new CrashLoop(stableAfter),
            new RestartedOften(),
            new PodNotReady(),
            new ImagePullFailed(),
            new ConfigError(),
            new PodUnschedulable(),
            new PodEvicted(),
            new StuckTerminating(),
            new Booted());
  }

  List<Finding> pod(@Nullable PodView before, PodView after, Instant now) {
    return between(pod, before, after, now);
  }

  List<Finding> workload(@Nullable WorkloadView before, WorkloadView after, Instant now) {
    return between(workload, before, after, now);
  }

  List<Finding> revisioned(@Nullable RevisionedView before, RevisionedView after, Instant now) {
    return between(revisioned, before, after, now);
  }

  List<Finding> rollout(@Nullable RolloutHistory before, RolloutHistory after, Instant now) {
    return between(rollout, before, after, now);
  }

  List<Finding> node(@Nullable NodeView before, NodeView after, Instant now) {
    return between(node, before, after, now);
  }

  List<Finding> event(PodEvent told, Instant now) {
    return between(podEvent, null, told, now);
  }

  List<Finding> event(AutoscalerEvent told, Instant now) {
    return between(autoscalerEvent, null, told, now);
  }

  List<Finding> autoscaler(@Nullable AutoscalerView before, AutoscalerView after, Instant now) {
    return between(autoscaler, before, after, now);
  }

  List<Finding> lease(@Nullable LeaseClaim before, LeaseClaim after, Instant now) {
    return between(lease, before, after, now);
  }

  /** What the passing of time says of a pod that is in an open state, or on its way out. */
  List<Finding> meanwhile(PodView current, Instant now) {
    return pod.stream().flatMap(symptom -> symptom.meanwhile(current, now).stream()).toList();
  }

  /** What the passing of time says of a pod on a cordoned node. */
  List<Finding> meanwhile(LodgerView current, Instant now) {
    return lodger.meanwhile(current, now);
  }

  /** What holds of a dependency. */
  List<Finding> meanwhile(DependencyView current, Instant now) {
    return dependency.meanwhile(current, now);
  }

  private static <T> List<Finding> between(
      List<Symptom<T>> symptoms, @Nullable T before, T after, Instant now) {
    return symptoms.stream()
        .flatMap(symptom -> symptom.between(before, after, now).stream())
        .toList();
  }
}
