package io.reflexarc.detector.sensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reflexarc.detector.attribution.Fact;
import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.EndpointsView;
import io.reflexarc.detector.cluster.JobView;
import io.reflexarc.detector.cluster.LeaseView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.Readiness;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the objects beside pods and Deployments tell. */
class NeighboursTest {

  private static final Instant NOW = Objects.START.plusSeconds(600);

  private final Senses senses =
      new Senses(
          "demo",
          VersionSources.DEFAULT,
          new Recognition(Duration.ofMinutes(5), VersionSources.DEFAULT),
          Duration.ofSeconds(10),
          OwnerInquiry.NONE);

  @BeforeEach
  void firstLists() {
    senses.observe(new Observation.Complete(), NOW);
  }

  @Test
  void shouldCountForTheCronJobWhenAPodIsOfItsJob() {
    // given a pod that is told before its Job
    PodView pod = pod("p", "Job", "report-1", false, NOW);
    assertThat(see(pod("p", "Job", "report-1", true, Objects.START))).isEmpty();
    assertThat(see(pod)).isEmpty();

    // when the Job is told
    List<Fact> facts = see(new JobView(Objects.owned("report-1", "CronJob", "report", Map.of())));

    // then
    assertThat(facts).extracting(it -> it.event().getTarget()).contains("demo/shop/CronJob/report");
  }

  @Test
  void shouldSayWhoLeadsWhenAPodTakesALease() {
    see(pod("ledger-1", "StatefulSet", "ledger", true, Objects.START));
    LeaseView lease =
        new LeaseView(Objects.meta("ledger", Map.of(), Map.of()), "ledger-1_7f3a", 1, NOW);

    assertThat(see(lease))
        .extracting(
            it -> it.event().getType(),
            it -> it.event().getTarget(),
            it -> it.event().getSubject().getPod())
        .containsExactly(tuple("leader.claimed", "demo/shop/StatefulSet/ledger", "ledger-1"));
  }

  @Test
  void shouldSayThatADependencyIsUnreadyUntilItIsReady() {
    // given a Deployment that depends on a Service without ready endpoints
    DeploymentView dependent =
        Objects.deployment(
            "checkout", 1, "1", Map.of("reflexarc.io/depends-on", "demo/shop/Service/db"));
    see(dependent);
    assertThat(senses.elapsed(NOW)).isEmpty();
    see(endpoints(0));

    // when
    List<Fact> began = senses.elapsed(NOW);

    // then
    assertThat(began)
        .extracting(it -> it.event().getType(), it -> it.event().getTarget())
        .containsExactly(tuple("dependency.unready", "demo/shop/Deployment/checkout"));
    HealthEvent open = began.get(0).event();
    assertThat(senses.review(List.of(open), NOW)).isEmpty();

    see(endpoints(1));
    assertThat(senses.elapsed(NOW)).isEmpty();
    assertThat(senses.review(List.of(open), NOW))
        .extracting(it -> it.event().getPhase())
        .containsExactly(Phase.ENDED);
  }

  @Test
  void shouldWaitForWordOfThePodsWhenADependencySaysThatNoneIsReady() {
    // given a dependency whose own status is known before that of its pod
    see(
        Objects.deployment(
            "checkout", 1, "1", Map.of("reflexarc.io/depends-on", "demo/shop/StatefulSet/ledger")));
    see(pod("ledger-0", "StatefulSet", "ledger", true, Objects.START));
    see(ledgerWithReady(0));
    assertThat(senses.elapsed(NOW)).isEmpty();

    // when its pod says the same
    Instant turned = NOW.minusSeconds(5);
    see(pod("ledger-0", "StatefulSet", "ledger", false, turned));

    // then it is since the pod turned, not since the set was made
    assertThat(senses.elapsed(NOW))
        .filteredOn(it -> it.event().getType().equals("dependency.unready"))
        .extracting(it -> it.event().getOccurredAt())
        .containsExactly(turned);
  }

  @Test
  void shouldTellARolloutOfAStatefulSetFromItsUndoing() {
    see(ledger("a", "a", "t1", 3));

    assertThat(types(see(ledger("b", "a", "t2", 0)))).containsExactly("rollout.started");
    assertThat(types(see(ledger("b", "a", "t2", 1)))).isEmpty();
    assertThat(types(see(ledger("a", "a", "t1", 2)))).containsExactly("rollout.rolled-back");
    assertThat(types(see(ledger("a", "a", "t1", 3)))).containsExactly("rollout.completed");
  }

  @Test
  void shouldNotBeARolloutWhenAStatefulSetLosesAPodOrIsFirstMade() {
    assertThat(see(ledger("a", "a", "t1", 0))).isEmpty();
    assertThat(see(ledger("a", "a", "t1", 3))).allMatch(it -> it.certainty() == Certainty.SEQUEL);
  }

  private List<Fact> see(ClusterObject object) {
    return senses.observe(new Observation.Seen(object), NOW);
  }

  private static List<String> types(List<Fact> facts) {
    return facts.stream().map(it -> it.event().getType()).toList();
  }

  private static EndpointsView endpoints(int ready) {
    return new EndpointsView(Objects.meta("db-x", Map.of(), Map.of()), "db", 1, ready, NOW);
  }

  private static RevisionedView ledgerWithReady(int ready) {
    return ledger("a", "a", "t1", 3, ready);
  }

  private static RevisionedView ledger(
      String revision, String current, String template, int updated) {
    return ledger(revision, current, template, updated, 3);
  }

  private static RevisionedView ledger(
      String revision, String current, String template, int updated, int ready) {
    return new RevisionedView(
        RevisionedView.STATEFUL_SET,
        Objects.meta("ledger", Map.of(), Map.of()),
        3,
        ready,
        updated,
        3,
        1,
        revision,
        current,
        Objects.template("v1"),
        template,
        List.of(),
        updated < 3,
        !revision.equals(current),
        RevisionedView.Strategy.ROLLING,
        List.of());
  }

  private static PodView pod(String name, String kind, String owner, boolean ready, Instant since) {
    Metadata meta = Objects.owned(name, kind, owner, Map.of("version", "v1"));
    return new PodView(
        meta,
        "node-1",
        null,
        "Running",
        Objects.START,
        new Readiness(ready, ready ? "True" : "False", since, null, null),
        List.of(Objects.container(null)));
  }
}
