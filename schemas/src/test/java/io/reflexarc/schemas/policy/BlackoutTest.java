package io.reflexarc.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlackoutTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2026-07-03T15:59:59.999Z,", // Friday 17:59:59 in Berlin's summer
    "2026-07-03T16:00:00Z,     2026-07-06T04:00:00Z",
    "2026-07-05T12:00:00.5Z,   2026-07-06T04:00:00Z",
    "2026-07-06T03:59:59Z,     2026-07-06T04:00:00Z",
    "2026-07-06T04:00:00Z,",
    "2026-12-04T16:59:59Z,", // winter: an hour later in UTC
    "2026-12-04T17:00:00Z,     2026-12-07T05:00:00Z",
  })
  void shouldReignOverTheWeekendWhenItBeginsOnFriday(Instant at, Instant until) {
    // given
    Blackout weekend = new Blackout("0 0 18 * * FRI", Duration.ofHours(60), BERLIN);

    // then
    assertThat(weekend.until(at).orElse(null)).isEqualTo(until);
  }

  @ParameterizedTest
  @CsvSource({
    // forward at 2026-03-29T01:00Z, from 2:00 to 3:00: 2:30 does not come
    "30 1 * * *, 2026-03-29T00:30:00Z, 2026-03-29T02:00:00Z",
    "30 1 * * *, 2026-03-29T01:59:59Z, 2026-03-29T02:00:00Z",
    "30 1 * * *, 2026-03-29T02:00:00Z,",
    "30 2 * * *, 2026-03-29T00:59:59Z,",
    "30 3 * * *, 2026-03-29T01:30:00Z, 2026-03-29T03:00:00Z",
    // back at 2026-10-25T01:00Z, from 3:00 to 2:00: 2:30 comes twice
    "30 1 * * *, 2026-10-24T23:30:00Z, 2026-10-25T01:00:00Z",
    "30 2 * * *, 2026-10-25T00:30:00Z, 2026-10-25T02:00:00Z",
    "30 3 * * *, 2026-10-25T02:30:00Z, 2026-10-25T04:00:00Z",
  })
  void shouldLastForItsTimeWhenTheClockIsPutForwardOrBack(String cron, Instant at, Instant until) {
    Blackout night = new Blackout(cron, Duration.ofMinutes(90), BERLIN);
    assertThat(night.until(at).orElse(null)).isEqualTo(until);
  }

  @Test
  void shouldReadCrontabWhenFiveFieldsAreGiven() {
    Blackout night = new Blackout("0 22 * * *", Duration.ofHours(8), ZoneId.of("UTC"));
    assertThat(night.until(Instant.parse("2026-07-04T05:59:59Z")))
        .contains(Instant.parse("2026-07-04T06:00:00Z"));
    assertThat(night.until(Instant.parse("2026-07-04T06:00:00Z"))).isEmpty();
  }

  @Test
  void shouldNameTheLatestEndWhenTwoReign() {
    // given
    Restraint restraint =
        new Restraint(
            Duration.ZERO,
            List.of(),
            List.of(
                new Blackout("0 22 * * *", Duration.ofHours(8), ZoneId.of("UTC")),
                new Blackout("0 0 18 * * FRI", Duration.ofHours(60), ZoneId.of("UTC"))),
            Set.of());

    // then: Friday, 23:00
    assertThat(restraint.blackoutUntil(Instant.parse("2026-07-03T23:00:00Z")))
        .contains(Instant.parse("2026-07-06T06:00:00Z"));
    assertThat(restraint.blackoutUntil(Instant.parse("2026-07-08T12:00:00Z"))).isEmpty();
  }

  @Test
  void shouldAnswerQuicklyWhenItBeganLongAgo() {
    Blackout leapDay = new Blackout("0 0 0 29 2 *", Duration.ofHours(24), ZoneId.of("UTC"));
    assertThat(leapDay.until(Instant.parse("2028-02-29T12:00:00Z"))).isPresent();
    assertThat(leapDay.until(Instant.parse("2031-06-01T12:00:00Z"))).isEmpty();
  }
}
