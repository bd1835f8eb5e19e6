package io.reflexarc.decider.arbiter;

import static io.reflexarc.decider.arbiter.Court.HOUR;
import static io.reflexarc.decider.arbiter.Court.MINUTE;
import static io.reflexarc.decider.arbiter.Court.ask;
import static io.reflexarc.decider.arbiter.Court.limit;
import static io.reflexarc.decider.arbiter.Court.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Request.Ask;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.LimitScope;
import io.reflexarc.schemas.policy.RateLimit;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BudgetsTest {

  private static final RateLimit TWO_AN_HOUR = limit(2, HOUR, LimitScope.CLUSTER);

  private final Court court = new Court();

  private void issue(Ask ask, long at) {
    assertThat(court.grants(ask)).isTrue();
    court.used(ask, at);
  }

  @Test
  void shouldSayWhenThereIsRoomAgainWhenABudgetIsUsedUp() {
    // given
    issue(ask(workload("a"), "a", 0, TWO_AN_HOUR), 10);
    issue(ask(workload("b"), "b", 20, TWO_AN_HOUR), 30);
    // when
    Ruling.Denial denial = court.denial(ask(workload("c"), "c", MINUTE, TWO_AN_HOUR));
    // then
    assertThat(denial.gate()).isEqualTo(Gate.LIMIT);
    assertThat(denial.retryAt()).isEqualTo(OptionalLong.of(10 + HOUR));
    assertThat(denial.says()).isEqualTo("the cluster received 2 actions in 1h, of at most 2");
    assertThat(court.grants(ask(workload("c"), "c", 9 + HOUR, TWO_AN_HOUR))).isFalse();
    assertThat(court.grants(ask(workload("c"), "c", 10 + HOUR, TWO_AN_HOUR))).isTrue();
  }

  @Test
  void shouldCountAPermitUntilItIsReturnedWhenItIsNotUsed() {
    // given
    Ask first = ask(workload("a"), "a", 0, limit(1, MINUTE, LimitScope.CLUSTER));
    Ask second = ask(workload("b"), "b", 10 * HOUR, limit(1, MINUTE, LimitScope.CLUSTER));
    assertThat(court.grants(first)).isTrue();
    // when
    Ruling.Denial denial = court.denial(second);
    court.returned(first, 10 * HOUR);
    // then nobody knows when it is used
    assertThat(denial.retryAt()).isEmpty();
    assertThat(court.grants(second)).isTrue();
  }

  @Test
  void shouldTakeOnePlaceWhenTheSameIsAskedAgain() {
    // given
    Ask ask = ask(workload("a"), "a", 0, TWO_AN_HOUR);
    // when
    assertThat(court.grants(ask)).isTrue();
    assertThat(court.grants(ask)).isTrue();
    // then
    assertThat(court.grants(ask(workload("b"), "b", 1, TWO_AN_HOUR))).isTrue();
  }

  @Test
  void shouldKeepItsPlaceWhenAnEarlierAskingIsReturned() {
    // given: returned, but asked for anew before that was heard
    RateLimit one = limit(1, HOUR, LimitScope.CLUSTER);
    Ask before = ask(workload("a"), "a", 0, one);
    Ask anew = ask(workload("a"), "a", 10, one);
    assertThat(court.grants(before)).isTrue();
    assertThat(court.grants(anew)).isTrue();
    // when
    court.returned(before, 20);
    // then
    assertThat(court.grants(ask(workload("b"), "b", 30, one))).isFalse();
    court.returned(anew, 40);
    assertThat(court.grants(ask(workload("b"), "b", 50, one))).isTrue();
  }

  @Test
  void shouldStayUsedWhenItIsReturnedLater() {
    // given
    Ask ask = ask(workload("a"), "a", 0, limit(1, HOUR, LimitScope.CLUSTER));
    issue(ask, 5);
    // when
    court.returned(ask, 10);
    // then
    assertThat(court.grants(ask(workload("b"), "b", 20, limit(1, HOUR, LimitScope.CLUSTER))))
        .isFalse();
  }

  @Test
  void shouldTakeNothingAnywhereWhenOneOfItsBudgetsIsFull() {
    // given: the namespace is full, the target is not
    RateLimit namespace = limit(1, HOUR, LimitScope.NAMESPACE);
    RateLimit target = limit(1, HOUR, LimitScope.TARGET);
    issue(ask(workload("a"), "a", 0, namespace), 1);
    // when
    assertThat(court.grants(ask(workload("b"), "b", 2, target, namespace))).isFalse();
    // then
    assertThat(court.grants(ask(workload("b"), "c", 3, target))).isTrue();
  }

  @Test
  void shouldCountTogetherWhatIsOfOneScope() {
    // given
    issue(ask("prod/shop/Deployment/a", "a", 0), 1);
    // then
    assertThat(denied(ask("prod/shop/Deployment/a", "b", 2, limit(1, HOUR, LimitScope.TARGET))))
        .isEqualTo("it received 1 action in 1h, of at most 1");
    assertThat(denied(ask("prod/other/Deployment/b", "b", 2, limit(1, HOUR, LimitScope.POLICY))))
        .isEqualTo("the policy took 1 action in 1h, of at most 1");
    assertThat(denied(ask("prod/shop/Deployment/b", "b", 2, limit(1, HOUR, LimitScope.NAMESPACE))))
        .isEqualTo("its namespace received 1 action in 1h, of at most 1");
    assertThat(
            court.grants(
                ask(
                    "prod/other/Deployment/b",
                    "b",
                    2,
                    limit(1, HOUR, LimitScope.TARGET),
                    limit(1, HOUR, LimitScope.NAMESPACE),
                    limit(2, HOUR, LimitScope.CLUSTER))))
        .isTrue();
  }

  private String denied(Ask ask) {
    return court.denial(ask).says();
  }

  @Test
  void shouldAnswerWithTheLatestTimeItHasHeardOfWhenTheAskerIsBehind() {
    // given
    court.census(1, HOUR, 3);
    // when
    Ruling ruling = court.hear(0, ask(workload("a"), "a", MINUTE)).orElseThrow();
    // then
    assertThat(ruling.at()).isEqualTo(HOUR);
    assertThat(ruling.askedAt()).isEqualTo(MINUTE);
  }

  @Test
  void shouldForgetWhatCountsNowhereWhenAWeekHasPassed() {
    // given
    Ask used = ask(workload("a"), "a", 0);
    issue(used, 1);
    assertThat(court.grants(ask(workload("b"), "b", 0))).isTrue();
    int before = court.remembered();
    // when
    court.well(workload("a"), 2 + Budgets.LONGEST_MILLIS);
    // then
    assertThat(court.remembered()).isEqualTo(before - 2);
  }

  @Test
  void shouldTakeBackWhatItWasToldWhenATaskBeginsWithNoState() {
    // given
    RateLimit one = limit(1, HOUR, LimitScope.CLUSTER);
    assertThat(court.hear(3, ask(workload("a"), "a", 0, one)).orElseThrow().granted()).isTrue();
    // when
    court.fresh(4, 1);
    boolean ofAnother = court.grants(ask(workload("b"), "b", 2, one));
    court.fresh(3, 3);
    // then
    assertThat(ofAnother).isFalse();
    assertThat(court.grants(ask(workload("b"), "b", 4, one))).isTrue();
  }
}
