package io.reflexarc.decider.indicator.singleton;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.Watched;
import io.reflexarc.decider.window.Span;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.policy.FactSelector;
import io.reflexarc.schemas.policy.MetricSelector;
import io.reflexarc.schemas.policy.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SingletonIndicatorTest {

  private static final Subject A = Subject.ofPod("v1", "ledger-0");
  private static final Subject B = Subject.ofPod("v1", "ledger-1");
  private static final Subject C = Subject.ofPod("v1", "ledger-2");
  private static final Span SPAN = new Span(120_000, 60_000, Long.MIN_VALUE);
  private static final Watched LONG = new Watched(0, 120_000);
  private static final SingletonIndicator BY_GAUGE =
      new SingletonIndicator(
          new Singleton(
              Optional.of(MetricSelector.of("is_leader")),
              Optional.empty(),
              Optional.of("ledger"),
              Duration.ofMinutes(1)));
  private static final SingletonIndicator BY_FACTS =
      new SingletonIndicator(
          new Singleton(
              Optional.empty(),
              Optional.of(FactSelector.of("leader.claimed")),
              Optional.empty(),
              Duration.ofMinutes(1)));

  @Test
  void shouldBlameTheClaimantWithoutTheLeaseWhenTwoClaim() {
    // when
    List<Reading> readings =
        BY_GAUGE.read(
            claims(true, true, false), Optional.of(new Holder("ledger-1", "ledger")), SPAN);
    // then
    assertThat(health(readings))
        .isEqualTo(
            Map.of(
                Subject.WORKLOAD,
                Health.HEALTHY,
                A,
                Health.UNHEALTHY,
                B,
                Health.HEALTHY,
                C,
                Health.HEALTHY));
    assertThat(readings.get(1).says())
        .isEqualTo("ledger-0 (v1) claims to lead without lease ledger, which ledger-1 holds");
  }

  @Test
  void shouldBlameNobodyWhenOneClaims() {
    for (Claims claims : List.of(claims(true, false, false), claims(false, false, false))) {
      assertThat(BY_GAUGE.read(claims, Optional.of(new Holder("ledger-1", "ledger")), SPAN))
          .allMatch(Reading::clear);
    }
  }

  @Test
  void shouldBlameTheWorkloadWhenNobodyKnowsTheHolder() {
    // when
    List<Reading> readings = BY_GAUGE.read(claims(true, true, false), Optional.empty(), SPAN);
    // then
    assertThat(readings).filteredOn(Reading::unhealthy).hasSize(1);
    assertThat(readings.get(0).subject()).isEqualTo(Subject.WORKLOAD);
    assertThat(readings.get(0).says())
        .isEqualTo(
            "2 pods claim to lead (ledger-0, ledger-1), and which of them holds a lease is not"
                + " known");
  }

  @Test
  void shouldBlameEveryClaimantWhenNoneHoldsTheLease() {
    assertThat(
            BY_GAUGE.read(
                claims(true, true, false), Optional.of(new Holder("ledger-2", "ledger")), SPAN))
        .filteredOn(Reading::unhealthy)
        .extracting(Reading::subject)
        .containsExactly(A, B);
  }

  @Test
  void shouldBeUnknownWhenASilentPodMayClaim() {
    // given
    Optional<Holder> holder = Optional.of(new Holder("ledger-1", "ledger"));
    Claims one = new Claims(new TreeMap<>(Map.of(A, true, B, false)), 1);
    Claims two = new Claims(new TreeMap<>(Map.of(A, true, B, true)), 1);
    // then
    assertThat(BY_GAUGE.read(one, holder, SPAN))
        .allMatch(reading -> reading.health() == Health.UNKNOWN);
    assertThat(BY_GAUGE.read(two, holder, SPAN)).filteredOn(Reading::unhealthy).hasSize(1);
  }

  @Test
  void shouldBeUnknownWhenNoPodSaysAnything() {
    assertThat(BY_GAUGE.read(new Claims(new TreeMap<>(), 0), Optional.empty(), SPAN))
        .singleElement()
        .matches(reading -> reading.health() == Health.UNKNOWN);
  }

  @Test
  void shouldTakeWhoTookTheLeaseLast() {
    // given
    Fact first = lease("ledger", "ledger-0", 10);
    Fact later = lease("ledger", "ledger-1", 20);
    Fact other = lease("audit", "ledger-2", 30);
    // then
    assertThat(BY_GAUGE.holder(List.of(first, later, other)))
        .contains(new Holder("ledger-1", "ledger"));
    assertThat(BY_FACTS.holder(List.of(first, later, other)))
        .contains(new Holder("ledger-2", "audit"));
    assertThat(BY_GAUGE.holder(List.of(other))).isEmpty();
  }

  @Test
  void shouldSeeTwoClaimantsWhenTheirClaimsAlternate() {
    // given
    List<Fact> instants =
        List.of(claim("ledger-0", 70_000), claim("ledger-1", 80_000), claim("ledger-0", 90_000));
    // then
    assertThat(BY_FACTS.told(List.of(), instants, SPAN, LONG).claimants()).containsExactly(A, B);
  }

  @Test
  void shouldSeeAChangeOfLeadersWhenTheFirstClaimsNoMore() {
    // given
    List<Fact> instants =
        List.of(claim("ledger-0", 70_000), claim("ledger-0", 80_000), claim("ledger-1", 90_000));
    // then
    assertThat(BY_FACTS.told(List.of(), instants, SPAN, LONG).claimants()).containsExactly(B);
    assertThat(BY_FACTS.told(List.of(), List.of(claim("ledger-0", 5)), SPAN, LONG).pods())
        .isEmpty();
  }

  @Test
  void shouldCountStatesThatHoldWhenTheyWereListenedToForLongEnough() {
    // given
    List<Fact> states =
        List.of(
            fact("ledger-0", Phase.BEGAN, 10, Map.of()),
            fact("ledger-1", Phase.BEGAN, 100_000, Map.of()),
            fact("ledger-2", Phase.ENDED, 20, Map.of()));
    // then
    assertThat(BY_FACTS.told(states, List.of(), SPAN, LONG).pods())
        .isEqualTo(Map.of(A, true, B, true, C, false));
    assertThat(BY_FACTS.told(states, List.of(), SPAN, new Watched(90_000, 120_000)).pods())
        .isEqualTo(Map.of(B, true));
  }

  private static Claims claims(boolean a, boolean b, boolean c) {
    return new Claims(new TreeMap<>(Map.of(A, a, B, b, C, c)), 0);
  }

  private static Map<Subject, Health> health(List<Reading> readings) {
    Map<Subject, Health> health = new TreeMap<>();
    readings.forEach(reading -> health.put(reading.subject(), reading.health()));
    return health;
  }

  private static Fact claim(String pod, long at) {
    return fact(pod, Phase.OCCURRED, at, Map.of());
  }

  private static Fact lease(String lease, String pod, long at) {
    return fact(pod, Phase.OCCURRED, at, Map.of(Fact.LEASE, lease));
  }

  private static Fact fact(String pod, Phase phase, long at, Map<String, String> more) {
    TreeMap<String, String> attributes = new TreeMap<>(more);
    attributes.put(Fact.POD, pod);
    return new Fact(pod + at, "leader.claimed", phase, at, at, "v1", attributes);
  }
}
