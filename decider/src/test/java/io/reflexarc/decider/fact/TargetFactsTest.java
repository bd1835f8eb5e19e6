package io.reflexarc.decider.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.fact.TargetFacts.Admission;
import io.reflexarc.decider.fact.TargetFacts.Settled;
import io.reflexarc.schemas.avro.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TargetFactsTest {

  private static final long HOUR = 3_600_000;
  private final TargetFacts facts = new TargetFacts();

  @Test
  void shouldCountAFactOnceWhenItIsToldAgain() {
    // given
    facts.offer(instant("a", 5), 0);
    facts.settle(10, HOUR, fact -> true);
    // when
    Admission again = facts.offer(instant("a", 5), 0);
    Admission elsewhen = facts.offer(instant("a", 7), 0);
    // then
    assertThat(again).isEqualTo(Admission.REPEATED);
    assertThat(elsewhen).isEqualTo(Admission.REPEATED);
    assertThat(facts.instants("crash")).hasSize(1);
  }

  @Test
  void shouldRefuseAnInstantWhenNoWindowReachesBackToIt() {
    assertThat(facts.offer(instant("a", 5), 5)).isEqualTo(Admission.LATE);
    assertThat(facts.offer(state("s", 5, Phase.BEGAN), 5)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void shouldKeepTheYoungestWordOnAStateWhenTheOlderIsToldLater() {
    // given
    facts.offer(state("end", 20, Phase.ENDED), 0);
    facts.settle(30, HOUR, fact -> false);
    // when
    facts.offer(state("begin", 10, Phase.BEGAN), 0);
    facts.settle(40, HOUR, fact -> false);
    // then
    assertThat(facts.states("sick")).extracting(Fact::id).containsExactly("end");
  }

  @Test
  void shouldRememberWhoTookALeaseHoweverLongAgo() {
    // given
    facts.offer(lease("ledger-0", 5), 1_000);
    facts.offer(lease("ledger-1", 10), 1_000);
    // when
    facts.settle(20, HOUR, fact -> false);
    facts.settle(100 * HOUR, HOUR, fact -> false);
    // then
    assertThat(facts.states("leader.claimed")).extracting(Fact::pod).containsExactly("ledger-1");
    assertThat(facts.offer(lease("ledger-1", 10), 0)).isEqualTo(Admission.REPEATED);
  }

  @Test
  void shouldLeaveWaitingWhatIsBeyondTheHorizonWhenItSettles() {
    // given
    facts.offer(instant("a", 5), 0);
    facts.offer(instant("b", 15), 0);
    // when
    facts.settle(10, HOUR, fact -> true);
    // then
    assertThat(facts.instants("crash")).extracting(Fact::id).containsExactly("a");
  }

  @Test
  void shouldForgetAndCountWhenThereAreTooMany() {
    // given
    int dropped = 0;
    for (int i = 0; i < 3 * TargetFacts.MOST_OF_A_TYPE; i++) {
      facts.offer(instant("id-" + i, 1_000 + i), 0);
      dropped += facts.settle(1_000 + i, HOUR, fact -> true).dropped();
    }
    // then
    assertThat(facts.instants("crash")).hasSize(TargetFacts.MOST_OF_A_TYPE);
    assertThat(dropped).isEqualTo(2 * TargetFacts.MOST_OF_A_TYPE);
  }

  @Test
  void shouldMakeRoomByStatesThatEndedWhenThereAreTooMany() {
    // given
    for (int i = 0; i < TargetFacts.MOST_STATES; i++) {
      facts.offer(named("pod-" + i, 10, i == 7 ? Phase.ENDED : Phase.BEGAN), 0);
    }
    facts.settle(20, HOUR, fact -> false);
    // when
    facts.offer(named("one-more", 30, Phase.BEGAN), 0);
    facts.offer(named("two-more", 30, Phase.BEGAN), 0);
    Settled settled = facts.settle(40, HOUR, fact -> false);
    // then
    assertThat(settled.dropped()).isEqualTo(1);
    assertThat(facts.states("sick")).hasSize(TargetFacts.MOST_STATES);
  }

  @Property(tries = 200)
  void shouldRememberTheSameWhenOrderOfArrivalDiffers(@ForAll long seed) {
    // given
    List<Fact> told = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      told.add(instant("id-" + i % 30, i % 30));
      told.add(state("s" + i, i, i % 3 == 0 ? Phase.ENDED : Phase.BEGAN));
    }
    List<Fact> shuffled = new ArrayList<>(told);
    Collections.shuffle(shuffled, new Random(seed));
    TargetFacts other = new TargetFacts();
    // when
    told.forEach(fact -> facts.offer(fact, -1));
    shuffled.forEach(fact -> other.offer(fact, -1));
    facts.settle(35, HOUR, fact -> true);
    other.settle(35, HOUR, fact -> true);
    // then
    assertThat(other.instants("crash")).containsExactlyElementsOf(facts.instants("crash"));
    assertThat(other.states("sick")).containsExactlyElementsOf(facts.states("sick"));
  }

  @Property(tries = 200)
  void shouldShowWhatHasArrivedAsIfThereWereNoGrace(@ForAll long seed) {
    // given
    Random random = new Random(seed);
    TargetFacts told = new TargetFacts();
    TargetFacts settled = new TargetFacts();
    for (int i = 0; i < 60; i++) {
      int at = random.nextInt(30);
      Phase phase = random.nextBoolean() ? Phase.ENDED : Phase.BEGAN;
      Fact fact =
          random.nextBoolean()
              ? instant("id-" + random.nextInt(30), at)
              : named("pod-" + random.nextInt(5), at, phase);
      told.offer(fact, -1);
      settled.offer(fact, -1);
      if (i == 30) {
        int horizon = random.nextInt(30);
        told.settle(horizon, HOUR, each -> true);
        settled.settle(horizon, HOUR, each -> true);
      }
    }
    int until = random.nextInt(35);
    // when
    Facts arrived = told.arrived(until);
    settled.settle(until, HOUR, each -> true);
    // then
    assertThat(arrived.instants("crash")).containsExactlyElementsOf(settled.instants("crash"));
    assertThat(arrived.states("sick")).containsExactlyElementsOf(settled.states("sick"));
    assertThat(arrived.stands("sick")).isEqualTo(settled.stands("sick"));
    assertThat(arrived.youngestOf("pod-1")).isEqualTo(settled.youngestOf("pod-1"));
  }

  @Test
  void shouldBeWhatItsSlotsSayWhenItIsRestored() {
    // given
    Map<Slot, Fact> store = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      Fact fact =
          i % 2 == 0
              ? instant("id-" + i, i * 1_000)
              : named("pod-" + i % 9, i * 1_000, Phase.BEGAN);
      facts.offer(fact, -1);
      store.put(Slot.waiting(fact), fact);
      Settled settled = facts.settle(i * 1_000 - 5_000, 20_000, each -> true);
      settled.removed().forEach(store::remove);
      store.putAll(settled.written());
    }
    TargetFacts restored = new TargetFacts();
    // when
    store.forEach((slot, fact) -> restored.restore(Slot.placeOf(slot.key()), fact));
    facts.settle(200_000, 150_000, each -> true);
    restored.settle(200_000, 150_000, each -> true);
    // then
    assertThat(restored.instants("crash")).isEqualTo(facts.instants("crash"));
    assertThat(restored.states("sick")).isEqualTo(facts.states("sick"));
  }

  private static Fact instant(String id, long at) {
    return new Fact(id, "crash", Phase.OCCURRED, at, at, "v1", new TreeMap<>());
  }

  private static Fact state(String id, long at, Phase phase) {
    return new Fact(id, "sick", phase, at, at, "v1", new TreeMap<>());
  }

  private static Fact lease(String pod, long at) {
    return new Fact(
        pod + at,
        "leader.claimed",
        Phase.OCCURRED,
        at,
        at,
        "v1",
        new TreeMap<>(Map.of(Fact.POD, pod, Fact.LEASE, "ledger")));
  }

  private static Fact named(String pod, long at, Phase phase) {
    return new Fact(pod + at, "sick", phase, at, at, "v1", new TreeMap<>(Map.of(Fact.POD, pod)));
  }
}
