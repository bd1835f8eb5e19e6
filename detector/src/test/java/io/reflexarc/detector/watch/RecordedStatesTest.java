package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.sensing.Recognition;
import io.reflexarc.detector.sensing.Senses;
import io.reflexarc.detector.workload.WorkloadStates;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The states that recorded clusters give, once an event-second as the detector publishes them. */
class RecordedStatesTest {

  private static final TargetKey CHECKOUT = TargetKey.parse("lab/shop/Deployment/checkout");
  private static final TargetKey LEDGER = TargetKey.parse("lab/shop/StatefulSet/ledger");
  private static final TargetKey AGENT = TargetKey.parse("lab/shop/DaemonSet/agent");

  @Test
  void shouldFollowTheAutoscalerWhenItScalesUp() {
    List<WorkloadState> told = told("16-autoscaler-scale-up", CHECKOUT);

    assertThat(told)
        .extracting(it -> it.getAutoscaler().getDesiredReplicas())
        .startsWith(told.get(0).getAutoscaler().getDesiredReplicas())
        .contains(10);
    assertThat(told.get(0).getAutoscaler().getMinReplicas()).isEqualTo(5);
    assertThat(told.get(0).getAutoscaler().getMaxReplicas()).isEqualTo(10);
    assertThat(told)
        .allSatisfy(it -> assertThat(it.getDisruptionBudget().getName()).isEqualTo("checkout"));
  }

  @Test
  void shouldFollowTheBudgetWhenADrainIsBlocked() {
    assertThat(
            told("12-pdb-blocked-drain", TargetKey.parse("lab/shop/Deployment/db")).stream()
                .map(it -> it.getDisruptionBudget().getDisruptionsAllowed()))
        .contains(0)
        .doesNotContainNull();
  }

  @Test
  void shouldSayNothingTwiceWhenNothingThatMattersChanges() {
    for (String recording : List.of("01-steady", "16-autoscaler-scale-up", "03-rollout-oom")) {
      for (TargetKey target : List.of(CHECKOUT, LEDGER, AGENT)) {
        List<WorkloadState> told = told(recording, target);
        for (int i = 1; i < told.size(); i++) {
          assertThat(WorkloadStates.same(told.get(i - 1), told.get(i))).isFalse();
        }
      }
    }
    assertThat(told("01-steady", LEDGER)).hasSize(1);
    assertThat(told("01-steady", CHECKOUT)).hasSize(1);
  }

  @Test
  void shouldSayWhatAStatefulSetAndADaemonSetRun() {
    WorkloadState ledger = told("01-steady", LEDGER).get(0);
    WorkloadState agent = told("01-steady", AGENT).get(0);

    assertThat(ledger.getVersions())
        .extracting(it -> it.getVersion() + " " + it.getRevision() + " " + it.getReplicas())
        .containsExactly("v1 ledger-78c9b78fb5 3");
    assertThat(agent.getVersions())
        .extracting(it -> it.getVersion() + " " + it.getTemplateHash() + " " + it.getReplicas())
        .containsExactly("v1 65c5d4cb49 4");
    assertThat(ledger.getRollingOut()).isFalse();
    assertThat(agent.getNodes()).hasSize(4);
  }

  private static List<WorkloadState> told(String recording, TargetKey target) {
    Recording played = Recording.read(RecordedFiles.of(recording));
    Senses senses =
        new Senses(
            "lab",
            VersionSources.DEFAULT,
            new Recognition(Duration.ofMinutes(5), VersionSources.DEFAULT),
            Duration.ofSeconds(5),
            OwnerInquiry.NONE);
    WorkloadStates states = new WorkloadStates(senses.picture(), senses.attribution());
    Map<TargetKey, WorkloadState> last = new HashMap<>();
    List<WorkloadState> told = new ArrayList<>();
    Instant now = played.start();
    played.first().forEach(it -> senses.observe(it, played.start()));
    senses.observe(new Observation.Complete(), now);
    for (Recording.Told line : played.then()) {
      if (line.at().isAfter(now.plusSeconds(1))) {
        sweep(senses, states, target, last, told, line.at());
        now = line.at();
      }
      senses.observe(line.observation(), line.at());
    }
    sweep(senses, states, target, last, told, now.plusSeconds(1));
    return told;
  }

  private static void sweep(
      Senses senses,
      WorkloadStates states,
      TargetKey target,
      Map<TargetKey, WorkloadState> last,
      List<WorkloadState> told,
      Instant now) {
    if (senses.drainChanged().contains(target)) {
      WorkloadState before = last.get(target);
      WorkloadState state = states.of(target, before, now).orElseThrow();
      if (!WorkloadStates.same(before, state)) {
        told.add(state);
        last.put(target, state);
      }
    }
  }
}
