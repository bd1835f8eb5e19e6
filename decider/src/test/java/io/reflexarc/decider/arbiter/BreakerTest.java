package io.reflexarc.decider.arbiter;

import static io.reflexarc.decider.arbiter.Court.MINUTE;
import static io.reflexarc.decider.arbiter.Court.ask;
import static io.reflexarc.decider.arbiter.Court.dependingOn;
import static io.reflexarc.decider.arbiter.Court.node;
import static io.reflexarc.decider.arbiter.Court.unready;
import static io.reflexarc.decider.arbiter.Court.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Breaker.Closed;
import io.reflexarc.decider.arbiter.Breaker.HalfOpen;
import io.reflexarc.decider.arbiter.Breaker.Open;
import io.reflexarc.decider.arbiter.Request.Ask;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Outcome;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private static final String[] TWENTY =
      IntStream.range(0, 20).mapToObj(each -> "n" + each).toArray(String[]::new);

  private final Court court = new Court();

  /** Six of twenty nodes are unwell at that time. */
  private void crowd(long at) {
    court.census(0, at, 40, TWENTY);
    for (int i = 0; i < 6; i++) {
      court.unwell(node("n" + i), at);
    }
  }

  private void well(int from, int to, long at) {
    IntStream.range(from, to).forEach(each -> court.well(node("n" + each), at));
  }

  @Test
  void shouldHoldEverythingOfAKindWhenACrowdIsUnwell() {
    // given
    crowd(0);
    // when
    Ruling.Denial denial = court.denial(ask(node("n0"), "a", MINUTE));
    // then
    assertThat(denial.gate()).isEqualTo(Gate.BREAKER);
    assertThat(denial.retryAt()).isEqualTo(OptionalLong.of(5 * MINUTE));
    assertThat(denial.says()).isEqualTo("6 of 20 nodes are unwell: nothing is done");
    assertThat(court.grants(ask(workload("a"), "b", MINUTE))).isTrue();
  }

  @Test
  void shouldStayClosedWhenFewAreUnwellOrTheyAreASmallShare() {
    // given: four of twenty nodes, and five of forty workloads
    court.census(0, 0, 40, TWENTY);
    IntStream.range(0, 4).forEach(each -> court.unwell(node("n" + each), 0));
    IntStream.range(0, 5).forEach(each -> court.unwell(workload("w" + each), 0));
    // then
    assertThat(court.grants(ask(node("n0"), "a", 1))).isTrue();
    assertThat(court.grants(ask(workload("w0"), "b", 1))).isTrue();
  }

  @Test
  void shouldCountADependencyOnceWhenNothingOfItIsReady() {
    // given: nobody watches over the database itself
    court.census(0, 0, 8);
    IntStream.range(0, 6).forEach(each -> court.unwell(workload("w" + each), 0, unready("db")));
    // then
    assertThat(court.grants(ask(workload("w0"), "a", 1))).isTrue();
  }

  @Test
  void shouldCountThemselvesWhenTheirDependencyIsReadyAgainAndTheyAreStillUnwell() {
    // given
    court.census(0, 0, 8);
    IntStream.range(0, 6).forEach(each -> court.unwell(workload("w" + each), 0, unready("db")));
    // when
    IntStream.range(0, 6).forEach(each -> court.unwell(workload("w" + each), 1, dependingOn("db")));
    // then
    assertThat(court.denial(ask(workload("w0"), "a", 2)).says())
        .isEqualTo("6 of 8 workloads are unwell: nothing is done");
  }

  @Test
  void shouldTryOneAndResumeWhenItHeals() {
    // given
    crowd(0);
    Ask probe = ask(node("n0"), "probe", 5 * MINUTE);
    // when
    assertThat(court.grants(probe)).isTrue();
    Ruling.Denial other = court.denial(ask(node("n1"), "other", 5 * MINUTE));
    court.used(probe, 5 * MINUTE);
    court.ended(probe, 6 * MINUTE, Outcome.HEALED);
    // then
    assertThat(other.says())
        .isEqualTo("6 of 20 nodes are unwell: one action is tried, what comes of it is awaited");
    assertThat(other.retryAt()).isEmpty();
    assertThat(court.breaker(Group.NODES)).isEqualTo(new Closed(6));
    assertThat(court.grants(ask(node("n1"), "other", 7 * MINUTE))).isTrue();
  }

  @Test
  void shouldOpenAgainTwiceAsLongUpToAnHourWhenTheProbeFails() {
    // given
    crowd(0);
    long now = 5 * MINUTE;
    for (long span : new long[] {10, 20, 40, 60, 60}) {
      Ask probe = ask(node("n0"), "probe" + now, now);
      assertThat(court.grants(probe)).isTrue();
      court.used(probe, now);
      // when
      court.ended(probe, now, Outcome.NOT_HEALED);
      // then
      now += span * MINUTE;
      assertThat(court.denial(ask(node("n1"), "other", now - 1)).retryAt())
          .isEqualTo(OptionalLong.of(now));
    }
  }

  @Test
  void shouldLetAnotherProbePassWhenTheFirstIsReturnedOrAHumanStepsIn() {
    // given
    crowd(0);
    Ask first = ask(node("n0"), "first", 5 * MINUTE);
    Ask second = ask(node("n1"), "second", 6 * MINUTE);
    assertThat(court.grants(first)).isTrue();
    court.returned(first, 6 * MINUTE);
    // when
    assertThat(court.grants(second)).isTrue();
    court.used(second, 6 * MINUTE);
    court.ended(second, 7 * MINUTE, Outcome.SUPERSEDED);
    // then
    assertThat(court.breaker(Group.NODES)).isInstanceOf(HalfOpen.class);
    assertThat(court.grants(ask(node("n2"), "third", 8 * MINUTE))).isTrue();
  }

  @Test
  void shouldCloseByItselfWhenTheCrowdHasGone() {
    // given: two of twenty are not fewer than half the threshold, one is
    crowd(0);
    // when
    well(2, 6, 1);
    Breaker atTwo = court.breaker(Group.NODES);
    well(1, 2, 2);
    // then
    assertThat(atTwo).isInstanceOf(Open.class);
    assertThat(court.breaker(Group.NODES)).isEqualTo(Closed.NEW);
  }

  @Test
  void shouldOpenAnewOnlyForAFurtherCrowdWhenAProbeHasHealed() {
    // given
    crowd(0);
    Ask probe = ask(node("n0"), "probe", 5 * MINUTE);
    court.grants(probe);
    court.ended(probe, 6 * MINUTE, Outcome.HEALED);
    // when
    IntStream.range(6, 10).forEach(each -> court.unwell(node("n" + each), 7 * MINUTE));
    Breaker atTen = court.breaker(Group.NODES);
    court.unwell(node("n10"), 8 * MINUTE);
    // then
    assertThat(atTen).isInstanceOf(Closed.class);
    assertThat(court.breaker(Group.NODES)).isInstanceOf(Open.class);
  }

  @Test
  void shouldForgetWhatItToleratedWhenTheCrowdHasGone() {
    // given
    crowd(0);
    Ask probe = ask(node("n0"), "probe", 5 * MINUTE);
    court.grants(probe);
    court.ended(probe, 6 * MINUTE, Outcome.HEALED);
    // when
    well(0, 6, 7 * MINUTE);
    crowd(8 * MINUTE);
    // then
    assertThat(court.breaker(Group.NODES)).isInstanceOf(Open.class);
  }

  @Test
  void shouldOpenWhenThreeOfTheLastFiveActionsDidNotHeal() {
    // given
    end("a", 0, Outcome.FAILED);
    end("b", MINUTE, Outcome.HEALED);
    end("c", 2 * MINUTE, Outcome.NOT_HEALED);
    end("d", 3 * MINUTE, Outcome.SUPERSEDED);
    assertThat(court.breaker(Group.WORKLOADS)).isEqualTo(Closed.NEW);
    // when
    end("e", 4 * MINUTE, Outcome.EXPIRED);
    // then
    assertThat(court.denial(ask(workload("f"), "f", 5 * MINUTE)).says())
        .isEqualTo("too many of the last actions on workloads did not heal: nothing is done");
    assertThat(court.grants(ask(node("n0"), "g", 5 * MINUTE))).isTrue();
  }

  @Test
  void shouldStayClosedWhenFailuresAreOldOrAmongSuccesses() {
    // given
    end("a", 0, Outcome.FAILED);
    end("b", 1, Outcome.FAILED);
    // when
    end("c", 31 * MINUTE, Outcome.FAILED);
    end("d", 32 * MINUTE, Outcome.HEALED);
    end("e", 33 * MINUTE, Outcome.FAILED);
    // then
    assertThat(court.breaker(Group.WORKLOADS)).isEqualTo(Closed.NEW);
  }

  @Test
  void shouldNotCloseByItselfButByAProbeWhenActionsFailed() {
    // given
    end("a", 0, Outcome.FAILED);
    end("b", 0, Outcome.FAILED);
    end("c", 0, Outcome.FAILED);
    Ask probe = ask(workload("d"), "d", 5 * MINUTE);
    // when
    court.census(0, MINUTE, 100);
    assertThat(court.gate(ask(workload("d"), "d", 4 * MINUTE))).isEqualTo(Gate.BREAKER);
    assertThat(court.grants(probe)).isTrue();
    court.ended(probe, 6 * MINUTE, Outcome.HEALED);
    // then the old failures are forgiven
    assertThat(court.grants(ask(workload("e"), "e", 7 * MINUTE))).isTrue();
  }

  private void end(String name, long at, Outcome outcome) {
    Ask ask = ask(workload(name), name, at);
    assertThat(court.grants(ask)).isTrue();
    court.used(ask, at);
    court.ended(ask, at, outcome);
  }

  @Test
  void shouldTryAnotherWhenTheTaskOfTheProbeBeginsWithNoState() {
    // given
    crowd(0);
    assertThat(court.hear(3, ask(node("n0"), "probe", 5 * MINUTE)).orElseThrow().granted())
        .isTrue();
    // when
    court.fresh(3, 6 * MINUTE);
    // then
    assertThat(court.grants(ask(node("n1"), "other", 7 * MINUTE))).isTrue();
  }

  @Test
  void shouldTryAnotherWhenTheTaskOfAnIssuedProbeBeginsWithNoState() {
    // given
    crowd(0);
    Ask probe = ask(node("n0"), "probe", 5 * MINUTE);
    assertThat(court.hear(3, probe).orElseThrow().granted()).isTrue();
    court.used(probe, 5 * MINUTE);
    // when nobody will say what came of it
    court.fresh(3, 6 * MINUTE);
    // then
    assertThat(court.grants(ask(node("n1"), "other", 7 * MINUTE))).isTrue();
  }

  @Test
  void shouldStandAsItStoodWhenAnotherProcessGoesOn() {
    // given
    crowd(0);
    court.grants(ask(node("n0"), "probe", 5 * MINUTE));
    Breaker before = court.breaker(Group.NODES);
    // when
    court.restart();
    // then
    assertThat(court.breaker(Group.NODES)).isEqualTo(before);
    assertThat(court.denial(ask(node("n1"), "other", 0)).gate()).isEqualTo(Gate.BREAKER);
  }
}
