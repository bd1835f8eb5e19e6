package io.reflexarc.detector.sensing;

import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.WorkloadView;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import io.reflexarc.detector.symptom.crashloop.CrashLoop;
import io.reflexarc.detector.symptom.node.NodeNotReady;
import io.reflexarc.detector.symptom.notready.PodNotReady;
import io.reflexarc.detector.symptom.oomkilled.OomKilled;
import io.reflexarc.detector.symptom.rollout.RolloutProgress;
import io.reflexarc.detector.symptom.rollout.RolloutStuck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every symptom that is looked for. A new one is a package and a line here. */
public final class Recognition {

  private final List<Symptom<PodView>> pod;
  private final List<Symptom<WorkloadView>> workload;
  private final List<Symptom<NodeView>> node;

  /**
   * @param stableAfter how long a container must run to have left its crash loop
   */
  public Recognition(Duration stableAfter) {
    this.pod = List.of(new OomKilled(), new CrashLoop(stableAfter), new PodNotReady());
    this.workload = List.of(new RolloutProgress(), new RolloutStuck());
    this.node = List.of(new NodeNotReady());
  }

  List<Finding> pod(@Nullable PodView before, PodView after, Instant now) {
    return between(pod, before, after, now);
  }

  List<Finding> workload(@Nullable WorkloadView before, WorkloadView after, Instant now) {
    return between(workload, before, after, now);
  }

  List<Finding> node(@Nullable NodeView before, NodeView after, Instant now) {
    return between(node, before, after, now);
  }

  /** What the passing of time says of a pod that is in an open state. */
  List<Finding> meanwhile(PodView current, Instant now) {
    return pod.stream().flatMap(symptom -> symptom.meanwhile(current, now).stream()).toList();
  }

  private static <T> List<Finding> between(
      List<Symptom<T>> symptoms, @Nullable T before, T after, Instant now) {
    return symptoms.stream()
        .flatMap(symptom -> symptom.between(before, after, now).stream())
        .toList();
  }
}
