package io.reflexarc.sandbox.scenario.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflexarc.sandbox.scenario.course.Steady.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SteadyTest {

  private static final String CHECKOUT = "shop/checkout";
  private static final Instant BEGAN = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant FAULT = BEGAN.plusSeconds(300);
  private static final Instant ENDED = BEGAN.plusSeconds(1200);

  /** A hundred requests a second with ten pods; from 5:00 to 10:00 one of ten is bad, nine pods. */
  private final Course course = course();

  @Test
  void shouldHoldWhenAllIsWellBeforeAndAfter() {
    // given
    Steady steady = new Steady(CHECKOUT, 0.01, 10, Set.of(When.BEFORE, When.AFTER));

    // when
    List<String> failures = steady.failures(course, BEGAN, FAULT, ENDED);

    // then
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldTellTheFirstMinuteWhenItDoesNotHoldDuring() {
    // given
    Steady steady = new Steady(CHECKOUT, 0.05, 10, Set.of(When.DURING));

    // when
    List<String> failures = steady.failures(course, BEGAN, FAULT, ENDED);

    // then
    assertThat(failures)
        .containsExactly(
            "steady state DURING: 10.00 % of the requests to shop/checkout failed from 5:00 to 6:00,"
                + " expected below 5.00 %",
            "steady state DURING: 9 pods of shop/checkout were ready from 5:00 to 6:00,"
                + " expected at least 10");
  }

  @Test
  void shouldHoldDuringWhenTheBoundIsWideEnough() {
    // given
    Steady steady = new Steady(CHECKOUT, 0.11, 9, Set.of(When.DURING));

    // when
    List<String> failures = steady.failures(course, BEGAN, FAULT, ENDED);

    // then
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldFailWhenTheStoryEndsInTheMiddleOfIt() {
    // given
    Steady steady = new Steady(CHECKOUT, 0.01, 0, Set.of(When.AFTER));

    // when
    List<String> failures = steady.failures(course, BEGAN, FAULT, BEGAN.plusSeconds(500));

    // then
    assertThat(failures).singleElement().asString().contains("AFTER", "10.00 %", "7:20 to 8:20");
  }

  @Test
  void shouldFailWhenNobodyAskedTheService() {
    // given
    Steady steady = new Steady("shop/cart", 0.01, 0, Set.of(When.AFTER));

    // when
    List<String> failures = steady.failures(course, BEGAN, FAULT, ENDED);

    // then
    assertThat(failures).singleElement().asString().contains("shop/cart got no requests");
  }

  @Test
  void shouldCountTheBudgetAsAShareOfAMonth() {
    // given 10 % bad for five minutes, of 15: 3.3 % bad, 6.7 times the objective's 0.5 %
    double ofMonth = 15.0 / (30 * 24 * 60);

    // when
    double burnt = course.burnt(FAULT, ENDED, 0.995);

    // then
    assertThat(course.bad(FAULT, ENDED)).isEqualTo(3_000);
    assertThat(burnt).isCloseTo(3_000.0 / 90_000 / 0.005 * ofMonth, within(1e-9));
    assertThat(new Budget(0.995, burnt * 1.01).failures(course, FAULT, ENDED)).isEmpty();
    assertThat(new Budget(0.995, burnt * 0.99).failures(course, FAULT, ENDED))
        .singleElement()
        .asString()
        .contains("0.231 % of a month's error budget");
  }

  private static Course course() {
    List<Reading> readings = new ArrayList<>();
    for (int second = 0; second <= 1_200; second += 10) {
      Instant at = BEGAN.plusSeconds(second);
      long bad = Math.max(0, Math.min(second, 600) - 300) * 10L;
      int ready = second > 300 && second <= 600 ? 9 : 10;
      readings.add(new Reading(at, second * 100L, bad, ready));
    }
    assertThat(Duration.between(readings.get(0).at(), ENDED)).isEqualTo(Duration.ofMinutes(20));
    return new Course(Map.of(CHECKOUT, readings));
  }
}
