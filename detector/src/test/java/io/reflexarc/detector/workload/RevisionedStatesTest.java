package io.reflexarc.detector.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.AutoscalerView;
import io.reflexarc.detector.cluster.BudgetView;
import io.reflexarc.detector.cluster.KeptTemplate;
import io.reflexarc.detector.cluster.LabelSelector;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.Readiness;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.LabelExpression;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RevisionedStatesTest {

  private static final TargetKey LEDGER = TargetKey.parse("demo/shop/StatefulSet/ledger");
  private static final TargetKey AGENT = TargetKey.parse("demo/shop/DaemonSet/agent");

  private final Picture picture = new Picture();
  private final WorkloadStates states =
      new WorkloadStates(
          picture, new Attribution("demo", picture, VersionSources.DEFAULT, OwnerInquiry.NONE));

  @Test
  void shouldListVersionsByRevisionWhenAStatefulSetRollsOut() {
    // given
    picture.put(
        set(RevisionedView.STATEFUL_SET, "ledger", "ledger-b", "ledger-a", 1, "v2", Map.of()));
    picture.put(pod("ledger-0", "StatefulSet", "ledger", "ledger-a", "v1"));
    picture.put(pod("ledger-1", "StatefulSet", "ledger", "ledger-a", "v1"));
    picture.put(pod("ledger-2", "StatefulSet", "ledger", "ledger-b", "v2"));

    // when
    WorkloadState state = states.of(LEDGER, null, Objects.START).orElseThrow();

    // then
    assertThat(state.getVersions())
        .extracting(
            VersionState::getVersion,
            VersionState::getRevision,
            VersionState::getReplicas,
            VersionState::getDesired,
            VersionState::getCurrent)
        .containsExactly(tuple("v2", "ledger-b", 1, 1, true), tuple("v1", "ledger-a", 2, 2, false));
    assertThat(state.getRollingOut()).isTrue();
    assertThat(state.getNodes()).containsExactly("node-1");
    assertThat(states.targets()).containsExactly(LEDGER);
  }

  @Test
  void shouldListWhatNoPodRunsWhenItIsKept() {
    // given a StatefulSet that rolled out v2 over v1 over v0, and another one's revision
    picture.put(
        set(RevisionedView.STATEFUL_SET, "ledger", "ledger-b", "ledger-b", 3, "v2", Map.of()));
    picture.put(pod("ledger-0", "StatefulSet", "ledger", "ledger-b", "v2"));
    picture.put(kept("StatefulSet", "ledger", "ledger-0", 1, "", "v0"));
    picture.put(kept("StatefulSet", "ledger", "ledger-a", 2, "", "v1"));
    picture.put(kept("StatefulSet", "ledger", "ledger-b", 3, "", "v2"));
    picture.put(kept("StatefulSet", "ledger-b", "ledger-b-x", 9, "", "v9"));

    // when
    WorkloadState state = states.of(LEDGER, null, Objects.START).orElseThrow();

    // then
    assertThat(state.getVersions())
        .extracting(
            VersionState::getVersion,
            VersionState::getRevision,
            VersionState::getReplicas,
            VersionState::getDesired,
            VersionState::getCurrent,
            VersionState::getImages)
        .containsExactly(
            tuple("v2", "ledger-b", 1, 3, true, List.of("registry/ledger:v2")),
            tuple("v1", "ledger-a", 0, 0, false, List.of("registry/ledger:v1")),
            tuple("v0", "ledger-0", 0, 0, false, List.of("registry/ledger:v0")));
  }

  @Test
  void shouldListADaemonSetsTemplateOnceWhenItCameBack() {
    // given a template that was rolled out as generation 1 and again as 3
    picture.put(set(RevisionedView.DAEMON_SET, "agent", "3", null, 3, "v1", Map.of()));
    picture.put(pod("agent-x", "DaemonSet", "agent", "65c5", "v1", "3"));
    picture.put(kept("DaemonSet", "agent", "65c5", 3, "1", "v1"));
    picture.put(kept("DaemonSet", "agent", "77b8", 2, "2", "v2"));

    WorkloadState state = states.of(AGENT, null, Objects.START).orElseThrow();

    assertThat(state.getVersions())
        .extracting(VersionState::getVersion, VersionState::getRevision)
        .containsExactly(tuple("v1", "3"), tuple("v2", "2"));
  }

  @Test
  void shouldBeRolledOutAnewWhenAStatefulSetGoesBack() {
    // given v2, and v1 in its history
    picture.put(
        set(RevisionedView.STATEFUL_SET, "ledger", "ledger-b", "ledger-b", 3, "v2", Map.of()));
    picture.put(kept("StatefulSet", "ledger", "ledger-a", 2, "", "v1"));
    WorkloadState before = states.of(LEDGER, null, Objects.START).orElseThrow();
    // when it goes back
    Instant later = Objects.START.plusSeconds(3_600);
    picture.put(
        set(RevisionedView.STATEFUL_SET, "ledger", "ledger-a", "ledger-b", 0, "v1", Map.of()));
    WorkloadState after = states.of(LEDGER, before, later).orElseThrow();
    // then
    assertThat(after.getVersions().get(0).getRevision()).isEqualTo("ledger-a");
    assertThat(after.getVersions().get(0).getSince()).isEqualTo(later);
  }

  @Test
  void shouldNotBeRollingOutWhenAPartitionHoldsTheRest() {
    RevisionedView held =
        set(RevisionedView.STATEFUL_SET, "ledger", "ledger-b", "ledger-a", 1, "v2", Map.of());

    assertThat(held.rollingOut()).isTrue();
    assertThat(strategy(held, new RevisionedView.Strategy("RollingUpdate", 2)).rollingOut())
        .isFalse();
    assertThat(strategy(held, new RevisionedView.Strategy("OnDelete", 0)).rollingOut()).isFalse();
  }

  @Test
  void shouldTakeTheHashFromThePodsWhenADaemonSetDoesNotTellIt() {
    picture.put(set(RevisionedView.DAEMON_SET, "agent", "2", null, 3, "v1", Map.of()));
    PodView pod = pod("agent-x", "DaemonSet", "agent", "65c5d4cb49", "v1");
    picture.put(pod);

    WorkloadState state = states.of(AGENT, null, Objects.START).orElseThrow();

    assertThat(state.getVersions())
        .extracting(VersionState::getRevision, VersionState::getTemplateHash)
        .containsExactly(tuple("2", "65c5d4cb49"));
  }

  @Test
  void shouldKeepWhenAVersionWasRolledOutWhileItsPodsComeAndGo() {
    picture.put(set(RevisionedView.DAEMON_SET, "agent", "2", null, 3, "v1", Map.of()));
    picture.put(pod("agent-x", "DaemonSet", "agent", "65c5d4cb49", "v1"));
    WorkloadState before = states.of(AGENT, null, Objects.START).orElseThrow();
    picture.remove(pod("agent-x", "DaemonSet", "agent", "65c5d4cb49", "v1"));

    WorkloadState after = states.of(AGENT, before, Objects.START.plusSeconds(3_600)).orElseThrow();

    assertThat(after.getVersions().get(0).getSince())
        .isEqualTo(before.getVersions().get(0).getSince());
  }

  @Test
  void shouldSayWhatScalesAndProtectsAWorkload() {
    picture.put(
        set(
            RevisionedView.STATEFUL_SET,
            "ledger",
            "ledger-a",
            "ledger-a",
            3,
            "v1",
            Map.of("reflexarc.io/depends-on", "db")));
    picture.put(autoscaler("ledger", 3, 9));
    picture.put(budget("ledger", 1));

    WorkloadState state = states.of(LEDGER, null, Objects.START).orElseThrow();

    assertThat(state.getAutoscaler().getMinReplicas()).isEqualTo(2);
    assertThat(state.getAutoscaler().getDesiredReplicas()).isEqualTo(9);
    assertThat(state.getAutoscaler().getSaturated()).isTrue();
    assertThat(state.getDisruptionBudget().getDisruptionsAllowed()).isEqualTo(1);
    assertThat(state.getDependsOn()).containsExactly("demo/shop/Deployment/db");
  }

  @Test
  void shouldAllowNoDisruptionWhenSeveralBudgetsProtectTheSamePods() {
    picture.put(
        set(RevisionedView.STATEFUL_SET, "ledger", "ledger-a", "ledger-a", 3, "v1", Map.of()));
    picture.put(budget("a", 2));
    picture.put(budget("b", 2));

    assertThat(
            states
                .of(LEDGER, null, Objects.START)
                .orElseThrow()
                .getDisruptionBudget()
                .getDisruptionsAllowed())
        .isZero();
  }

  private static RevisionedView strategy(RevisionedView set, RevisionedView.Strategy strategy) {
    return new RevisionedView(
        set.kind(),
        set.meta(),
        set.desired(),
        set.ready(),
        set.updated(),
        set.available(),
        set.observedGeneration(),
        set.revision(),
        set.currentRevision(),
        set.template(),
        set.templateHash(),
        set.formerTemplates(),
        set.mixed(),
        set.rolling(),
        strategy,
        set.probes());
  }

  private static RevisionedView set(
      String kind,
      String name,
      String revision,
      @org.jspecify.annotations.Nullable String current,
      int updated,
      String version,
      Map<String, String> annotations) {
    return new RevisionedView(
        kind,
        Objects.meta(name, Map.of("app", name), annotations),
        3,
        3,
        updated,
        3,
        1,
        revision,
        current,
        Objects.template(version),
        "t",
        List.of(),
        updated < 3,
        false,
        RevisionedView.Strategy.ROLLING,
        List.of());
  }

  private static KeptTemplate kept(
      String kind, String owner, String hash, long number, String generation, String version) {
    String name = kind.equals(RevisionedView.STATEFUL_SET) ? hash : owner + "-" + hash;
    return new KeptTemplate(
        Objects.owned(name, kind, owner, Map.of()),
        number,
        generation,
        hash,
        Objects.template(version));
  }

  private static PodView pod(String name, String kind, String owner, String hash, String version) {
    return pod(name, kind, owner, hash, version, "2");
  }

  private static PodView pod(
      String name, String kind, String owner, String hash, String version, String generation) {
    return new PodView(
        Objects.owned(
            name,
            kind,
            owner,
            Map.of(
                "version",
                version,
                "controller-revision-hash",
                hash,
                "pod-template-generation",
                generation)),
        "node-1",
        null,
        "Running",
        Objects.START,
        new Readiness(true, "True", Objects.START, null, null),
        List.of(Objects.container(null)));
  }

  private static AutoscalerView autoscaler(String scaled, int current, int wanted) {
    return new AutoscalerView(
        Objects.meta("hpa", Map.of(), Map.of()),
        "StatefulSet",
        scaled,
        2,
        9,
        current,
        wanted,
        Objects.START,
        true);
  }

  private static BudgetView budget(String name, int allowed) {
    return new BudgetView(
        Objects.meta(name, Map.of(), Map.of()),
        new LabelSelector(
            true,
            List.of(new LabelExpression("app", LabelExpression.Operator.IN, Set.of("ledger")))),
        allowed,
        Objects.START,
        true);
  }
}
