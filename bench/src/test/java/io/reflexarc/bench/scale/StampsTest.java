package io.reflexarc.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.bench.cluster.PodChange;
import io.reflexarc.bench.cluster.PodChange.Kind;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class StampsTest {

  private static final Instant ANY = Instant.EPOCH;

  private final Stamps stamps = new Stamps(Set.of(Kind.NOT_READY, Kind.OOM_KILLED));

  @Test
  void shouldMeasureTheTimeBetweenWhenAChangeIsHeardOf() {
    // given
    stamps.made(new PodChange(1, Kind.NOT_READY, ANY), 0);

    // when
    stamps.heard(1, Set.of(Kind.NOT_READY), TimeUnit.MILLISECONDS.toNanos(40));

    // then
    Delays delays = stamps.drain();
    assertThat(delays.longest()).isBetween(39.9, 40.1);
    assertThat(delays.missing()).isZero();
  }

  @Test
  void shouldCountAsMissingWhenOnlySomethingElseIsHeard() {
    // given
    stamps.made(new PodChange(1, Kind.NOT_READY, ANY), 0);

    // when
    stamps.heard(1, Set.of(Kind.OOM_KILLED), 5);
    stamps.heard(2, Set.of(Kind.NOT_READY), 5);

    // then
    assertThat(stamps.waiting()).isEqualTo(1);
    assertThat(stamps.drain().missing()).isEqualTo(1);
  }

  @Test
  void shouldMissNothingWhenAPodChangesAgainBeforeItIsHeardOf() {
    // given
    stamps.made(new PodChange(1, Kind.NOT_READY, ANY), 0);
    stamps.made(new PodChange(1, Kind.OOM_KILLED, ANY), 10);
    stamps.made(new PodChange(1, Kind.NOT_READY, ANY), TimeUnit.MILLISECONDS.toNanos(20));

    // when
    stamps.heard(1, Set.of(Kind.NOT_READY), TimeUnit.MILLISECONDS.toNanos(50));
    stamps.heard(1, Set.of(Kind.NOT_READY), TimeUnit.MILLISECONDS.toNanos(50));
    stamps.heard(1, Set.of(Kind.OOM_KILLED), 20);

    // then
    Delays delays = stamps.drain();
    assertThat(delays.missing()).isZero();
    assertThat(delays.longest()).isBetween(49.9, 50.1);
  }

  @Test
  void shouldExpectNothingWhenNothingIsToBeHeardOfAChange() {
    stamps.made(new PodChange(1, Kind.PLAIN, ANY), 0);

    assertThat(stamps.drain().expected()).isZero();
  }
}
