package io.reflexarc.sandbox.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Rehearsal;
import io.reflexarc.actuator.action.rollback.DaemonScene;
import io.reflexarc.actuator.action.rollback.SetScene;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.detector.watch.ClusterConnection;
import io.reflexarc.detector.watch.ClusterSink;
import io.reflexarc.detector.watch.ClusterWatch;
import io.reflexarc.detector.workload.WorkloadStates;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the detector reads of the history of a StatefulSet or DaemonSet is what the actuator goes
 * back to. The sandbox's world has no controller of these, so their objects are put as controllers
 * leave them.
 */
class SetsOnApiIT {

  private ServedCluster served;

  @BeforeEach
  void serve() throws Exception {
    served = new ServedCluster(new ManualTime(Commands.ISSUED));
  }

  @AfterEach
  void close() {
    served.close();
  }

  @Test
  void shouldGoBackToWhatAStatefulSetKeeps() throws Exception {
    assertGoesBack(Manifests.statefulSet(served, "db"), new SetScene());
  }

  @Test
  void shouldGoBackToWhatADaemonSetKeeps() throws Exception {
    assertGoesBack(Manifests.daemonSet(served, "agent"), new DaemonScene());
  }

  private void assertGoesBack(KubeObject set, ActionScene scene) throws Exception {
    // given
    WorkloadState state = state(TargetKey.parse(Commands.key(set)));
    assertThat(state.getVersions())
        .extracting(VersionState::getVersion, VersionState::getCurrent)
        .containsExactly(tuple("v4", true), tuple("v3", false));
    // when
    Outcome outcome =
        new Rehearsal(served, scene)
            .run(rollback(set, state.getVersions().get(0), state.getVersions().get(1)))
            .outcome();
    // then
    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    KubeObject after = served.at(ResourceKind.named(set.kind()).orElseThrow(), set.name());
    assertThat(after.text("/spec/template/metadata/labels/version")).isEqualTo("v3");
  }

  /** As the decider orders it. */
  private static RemediationCommand rollback(KubeObject set, VersionState from, VersionState to) {
    return Commands.order(
        "rollback",
        set,
        Map.of(
            "kind", "revision",
            "object", from.getObject(),
            "fromVersion", from.getVersion(),
            "fromRevision", from.getRevision(),
            "toVersion", to.getVersion(),
            "toRevision", to.getRevision()),
        Commands.precondition(set, from.getRevision()));
  }

  /** The state that the detector makes of a target when it has seen all that there is. */
  private WorkloadState state(TargetKey target) throws Exception {
    Arrivals arrivals = new Arrivals(new LinkedBlockingQueue<>());
    Picture picture = new Picture();
    try (ClusterWatch watch =
        ClusterWatch.connect(
            new ClusterConnection(
                served.settings().kubeconfig(), "", "shop", Duration.ofSeconds(10)),
            new ManualTime(Commands.ISSUED),
            new StageMetrics("detector"))) {
      watch.start(arrivals);
      while (arrivals.next() instanceof Observation.Seen seen) {
        picture.put(seen.object());
      }
    }
    Attribution attribution =
        new Attribution(target.cluster(), picture, VersionSources.DEFAULT, OwnerInquiry.NONE);
    return new WorkloadStates(picture, attribution).of(target, null, Commands.ISSUED).orElseThrow();
  }

  /** What the detector's watches tell, in turn. */
  private record Arrivals(BlockingQueue<Observation> observations) implements ClusterSink {

    Observation next() throws InterruptedException {
      Observation next = observations.poll(30, TimeUnit.SECONDS);
      return next == null ? new Observation.Complete() : next;
    }

    @Override
    public void observed(Observation observation) {
      observations.add(observation);
    }

    @Override
    public void policySeen(PolicyText policy) {}

    @Override
    public void policyGone(String key) {}

    @Override
    public void policiesComplete() {}
  }
}
