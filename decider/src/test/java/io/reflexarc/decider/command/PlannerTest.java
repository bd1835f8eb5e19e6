package io.reflexarc.decider.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.schemas.avro.Autoscaler;
import io.reflexarc.schemas.avro.DisruptionBudget;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {

  private static final Map<String, String> NOTHING = Map.of();
  private static final String NODE = "prod//Node/node-7";
  private static final Map<String, String> QUARANTINE = Map.of("atMost", "3", "keepFor", "6h");

  static Stream<Arguments> feasible() {
    return Stream.of(
        Arguments.of(
            Bases.plan(Bases.checkout(), Action.RESTART_WORKLOAD, NOTHING),
            "restart all 5 pods, a few at a time",
            Map.of("object", Bases.CHECKOUT, "restartedAt", "1970-01-01T00:30:00Z")),
        Arguments.of(
            Bases.plan(Bases.checkout().setRollingOut(true), Action.PAUSE_ROLLOUT, NOTHING),
            "pause its rollout",
            Map.of("object", Bases.CHECKOUT, "paused", "true")),
        Arguments.of(
            Bases.plan(Bases.checkout(), Action.SCALE, scale("replicas", "8")),
            "scale from 5 to 8 replicas",
            Map.of("object", Bases.CHECKOUT, "replicas", "8")),
        Arguments.of(
            Bases.plan(Bases.checkout(), Action.SCALE, scale("percent", "150")),
            "scale from 5 to 8 replicas",
            Map.of("object", Bases.CHECKOUT, "replicas", "8")),
        Arguments.of(
            Bases.plan(Bases.checkout(), Action.SCALE, scale("add", "90")),
            "scale from 5 to 20 replicas",
            Map.of("object", Bases.CHECKOUT, "replicas", "20")),
        Arguments.of(
            Bases.plan(scaled(2, 10), Action.SCALE, scale("add", "2")),
            "scale from 5 to 7 replicas",
            Map.of(
                "object",
                Bases.CHECKOUT,
                "replicas",
                "7",
                "autoscaler",
                "prod/shop/HorizontalPodAutoscaler/checkout",
                "minReplicas",
                "7")),
        Arguments.of(
            Bases.plan(scaled(2, 10), Action.SCALE, scale("percent", "50")),
            "scale from 5 to 3 replicas",
            Map.of(
                "object",
                Bases.CHECKOUT,
                "replicas",
                "3",
                "autoscaler",
                "prod/shop/HorizontalPodAutoscaler/checkout",
                "maxReplicas",
                "3")),
        Arguments.of(
            Bases.plan(scaled(2, 10), Action.FREEZE_AUTOSCALER, NOTHING),
            "keep autoscaler checkout at 5 replicas",
            Map.of(
                "object",
                "prod/shop/HorizontalPodAutoscaler/checkout",
                "minReplicas",
                "5",
                "maxReplicas",
                "5",
                "formerMinReplicas",
                "2",
                "formerMaxReplicas",
                "10")),
        Arguments.of(
            Bases.plan(Bases.workload(NODE, 1), Action.CORDON_NODE, NOTHING),
            "cordon node-7",
            Map.of("node", "node-7", "unschedulable", "true")),
        Arguments.of(
            Bases.plan(
                Bases.workload(NODE, 1).setPaused(true), Action.DRAIN_NODE, Map.of("atOnce", "3")),
            "drain node-7, 3 pods at once",
            Map.of("node", "node-7", "unschedulable", "true", "atOnce", "3")),
        Arguments.of(
            Bases.plan(
                Bases.checkout(),
                Action.SHIFT_TRAFFIC,
                Map.of("route", "shop", "from", "eu", "to", "us", "step", "25", "every", "1m")),
            "shift the traffic of route shop from eu to us",
            Map.of(
                "object",
                "prod/shop/HTTPRoute/shop",
                "from",
                "eu",
                "to",
                "us",
                "moved",
                "100",
                "step",
                "25",
                "every",
                "1m")),
        Arguments.of(
            Bases.plan(
                Bases.checkout(),
                Action.FAILOVER,
                Map.of("service", "db", "label", "role", "to", "standby")),
            "let service db select role=standby",
            Map.of("object", "prod/shop/Service/db", "label", "role", "value", "standby")),
        Arguments.of(
            Bases.plan(
                Bases.checkout(),
                Action.DEGRADE,
                Map.of("configMap", "flags", "key", "search", "value", "off")),
            "set search of ConfigMap flags to 'off'",
            Map.of("object", "prod/shop/ConfigMap/flags", "key", "search", "value", "off")),
        Arguments.of(
            Bases.plan(
                Bases.checkout(),
                Action.PATCH,
                Map.of("path", "/spec/minReadySeconds", "value", "30")),
            "set /spec/minReadySeconds to 30",
            Map.of("object", Bases.CHECKOUT, "path", "/spec/minReadySeconds", "value", "30")),
        Arguments.of(
            Bases.plan(Bases.checkout(), Action.WEBHOOK, Map.of("endpoint", "runbook")),
            "call webhook runbook",
            Map.of("endpoint", "runbook")));
  }

  static Stream<Arguments> ofPods() {
    return Stream.of(
        Arguments.of(
            Bases.ofPod(Bases.checkout(), Action.RESTART_POD, NOTHING),
            "restart pod checkout-a of v4",
            Map.of("pod", "checkout-a")),
        Arguments.of(
            Bases.ofPod(Bases.checkout(), Action.QUARANTINE_POD, QUARANTINE),
            "take pod checkout-a out of traffic and keep it for 6h",
            Map.of("pod", "checkout-a", "atMost", "1", "keepUntil", "1970-01-01T06:30:00Z")),
        Arguments.of(
            Bases.ofPod(Bases.checkout(), Action.FENCE_LEADER, Map.of("lease", "ledger")),
            "fence pod checkout-a, which does not hold lease ledger",
            Map.of("pod", "checkout-a", "object", "prod/shop/Lease/ledger")));
  }

  static Stream<Arguments> impossible() {
    return Stream.of(
        Arguments.of(Bases.plan(Bases.checkout(), Action.RESTART_POD, NOTHING), Gate.NO_POD),
        Arguments.of(Bases.plan(Bases.checkout(), Action.QUARANTINE_POD, QUARANTINE), Gate.NO_POD),
        Arguments.of(
            Bases.plan(Bases.checkout(), Action.FENCE_LEADER, Map.of("lease", "l")), Gate.NO_POD),
        Arguments.of(
            Bases.plan(
                Bases.workload("prod/shop/StatefulSet/ledger", 3),
                Action.RESTART_POD,
                NOTHING,
                "ledger-0",
                new TargetFacts()),
            Gate.NO_POD),
        Arguments.of(
            Bases.plan(
                Bases.workload("prod/shop/StatefulSet/ledger", 3), Action.PAUSE_ROLLOUT, NOTHING),
            Gate.UNSUPPORTED_TARGET),
        Arguments.of(
            Bases.plan(Bases.checkout(), Action.ARGO_CD, Map.of("suspendFor", "4h")),
            Gate.UNSUPPORTED_TARGET),
        Arguments.of(
            Bases.plan(Bases.checkout(), Action.CORDON_NODE, NOTHING), Gate.UNSUPPORTED_TARGET),
        Arguments.of(
            Bases.plan(Bases.workload(NODE, 1), Action.RESTART_WORKLOAD, NOTHING),
            Gate.UNSUPPORTED_TARGET),
        Arguments.of(
            Bases.plan(Bases.workload(NODE, 1).setPaused(true), Action.CORDON_NODE, NOTHING),
            Gate.NOTHING_TO_DO),
        Arguments.of(
            Bases.plan(Bases.workload(Bases.CHECKOUT, 1), Action.RESTART_WORKLOAD, NOTHING),
            Gate.DISRUPTION_BUDGET),
        Arguments.of(
            Bases.plan(Bases.checkout().setStrategy("Recreate"), Action.RESTART_WORKLOAD, NOTHING),
            Gate.DISRUPTION_BUDGET),
        Arguments.of(
            Bases.plan(Bases.checkout().setPaused(true), Action.RESTART_WORKLOAD, NOTHING),
            Gate.ROLLOUT_PAUSED),
        Arguments.of(
            Bases.ofPod(Bases.workload(Bases.CHECKOUT, 1), Action.QUARANTINE_POD, QUARANTINE),
            Gate.DISRUPTION_BUDGET),
        Arguments.of(
            Bases.plan(Bases.checkout(), Action.PAUSE_ROLLOUT, NOTHING), Gate.NOTHING_TO_DO),
        Arguments.of(
            Bases.plan(Bases.checkout().setPaused(true), Action.PAUSE_ROLLOUT, NOTHING),
            Gate.ROLLOUT_PAUSED),
        Arguments.of(
            Bases.plan(Bases.checkout(), Action.SCALE, scale("replicas", "5")), Gate.NOTHING_TO_DO),
        Arguments.of(
            Bases.plan(Bases.workload(Bases.CHECKOUT, 0), Action.SCALE, scale("replicas", "5")),
            Gate.BEYOND_BOUNDS),
        Arguments.of(
            Bases.plan(scaled(2, 6), Action.SCALE, scale("replicas", "7")), Gate.BEYOND_BOUNDS),
        Arguments.of(
            Bases.plan(scaled(4, 6), Action.SCALE, scale("replicas", "3")), Gate.BEYOND_BOUNDS),
        Arguments.of(
            Bases.plan(Bases.checkout(), Action.FREEZE_AUTOSCALER, NOTHING), Gate.NO_AUTOSCALER),
        Arguments.of(
            Bases.plan(scaled(5, 5), Action.FREEZE_AUTOSCALER, NOTHING), Gate.NOTHING_TO_DO));
  }

  static Stream<Arguments> notNow() {
    return Stream.of(
        Arguments.of(
            Bases.plan(Bases.checkout().setRollingOut(true), Action.RESTART_WORKLOAD, NOTHING),
            Gate.ROLLOUT_IN_PROGRESS),
        Arguments.of(
            Bases.plan(used(Bases.checkout()), Action.RESTART_WORKLOAD, NOTHING),
            Gate.DISRUPTION_BUDGET),
        Arguments.of(
            Bases.ofPod(used(Bases.checkout()), Action.RESTART_POD, NOTHING),
            Gate.DISRUPTION_BUDGET),
        Arguments.of(
            Bases.ofPod(used(Bases.checkout()), Action.QUARANTINE_POD, QUARANTINE),
            Gate.DISRUPTION_BUDGET),
        Arguments.of(
            Bases.ofPod(Bases.checkout().setReadyReplicas(3), Action.QUARANTINE_POD, QUARANTINE),
            Gate.DISRUPTION_BUDGET));
  }

  @ParameterizedTest
  @MethodSource("feasible")
  void shouldGiveAbsoluteValuesAndSayThemWhenAnActionCanBeDone(
      Plan plan, String says, Map<String, String> parameters) {
    assertThat(plan.says()).isEqualTo(says);
    assertThat(plan)
        .isInstanceOfSatisfying(
            Plan.Feasible.class,
            it -> {
              assertThat(it.parameters()).isEqualTo(parameters);
              assertThat(it.preconditions()).extracting(Precondition::getUid).containsOnly("uid");
            });
  }

  @ParameterizedTest
  @MethodSource("ofPods")
  void shouldNameThePodWithUidAndNodeWhenItIsAboutOne(
      Plan plan, String says, Map<String, String> parameters) {
    assertThat(plan.says()).isEqualTo(says);
    assertThat(plan)
        .isInstanceOfSatisfying(
            Plan.Feasible.class,
            it -> {
              assertThat(it.parameters()).isEqualTo(parameters);
              assertThat(it.subject())
                  .contains(
                      Subject.newBuilder()
                          .setPod("checkout-a")
                          .setPodUid("uid-a")
                          .setNode("node-7")
                          .build());
              assertThat(it.preconditions().get(0).getObject())
                  .isEqualTo("prod/shop/Pod/checkout-a");
              assertThat(it.preconditions().get(0).getUid()).isEqualTo("uid-a");
            });
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void shouldNameTheGateWhenAnActionCannotBeDone(Plan plan, Gate gate) {
    assertThat(plan)
        .isInstanceOfSatisfying(Plan.Impossible.class, it -> assertThat(it.gate()).isEqualTo(gate));
  }

  @ParameterizedTest
  @MethodSource("notNow")
  void shouldWaitWhenAnActionCannotBeDoneNow(Plan plan, Gate gate) {
    assertThat(plan)
        .isInstanceOfSatisfying(Plan.Wait.class, it -> assertThat(it.gate()).isEqualTo(gate));
  }

  @Test
  void shouldNotRollBackWhenPodsAreReplacedByHand() {
    WorkloadState.Builder ledger =
        Bases.workload("prod/shop/StatefulSet/ledger", 3).setStrategy("OnDelete");

    assertThat(Bases.plan(ledger, Action.ROLLBACK, Map.of()))
        .isEqualTo(
            new Plan.Impossible(
                Gate.ROLLOUT_PAUSED, "its pods are replaced by hand, so nothing would come of it"));
  }

  @Test
  void shouldAskThatNobodyChangedItWhenAFieldIsSet() {
    // when
    Plan.Feasible plan =
        (Plan.Feasible)
            Bases.plan(
                Bases.checkout(), Action.PATCH, Map.of("path", "/spec/replicas", "value", "3"));

    // then
    assertThat(plan.preconditions())
        .containsExactly(
            Precondition.newBuilder()
                .setObject(Bases.CHECKOUT)
                .setUid("uid")
                .setGeneration(7L)
                .build());
  }

  @ParameterizedTest
  @EnumSource(
      value = Action.class,
      names = {"RESUME_ROLLOUT", "RELEASE_AUTOSCALER", "UNCORDON", "RESTORE"})
  void shouldRefuseToPlanWhenTheActionIsNoneOfARung(Action action) {
    String target = action.kinds().contains("Node") ? NODE : Bases.CHECKOUT;
    assertThatThrownBy(() -> Bases.plan(Bases.workload(target, 5), action, NOTHING))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, String> scale(String how, String much) {
    return Map.of(how, much, "min", "1", "max", "20");
  }

  private static WorkloadState.Builder scaled(int least, int most) {
    return Bases.checkout()
        .setAutoscaler(
            Autoscaler.newBuilder()
                .setName("checkout")
                .setMinReplicas(least)
                .setMaxReplicas(most)
                .build());
  }

  private static WorkloadState.Builder used(WorkloadState.Builder state) {
    return state.setDisruptionBudget(
        DisruptionBudget.newBuilder().setName("checkout").setDisruptionsAllowed(0).build());
  }
}
