package io.reflexarc.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.bench.cluster.PodChange;
import io.reflexarc.bench.cluster.PodChange.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChangeScriptTest {

  private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");

  @Test
  void shouldMakePodsReadyAgainLaterWhenTheyWereMadeUnready() {
    // given
    Map<Integer, Instant> unready = new HashMap<>();

    // when
    for (PodChange change : played(6_000)) {
      if (change.kind() == Kind.NOT_READY) {
        assertThat(unready.put(change.pod(), change.at())).isNull();
      } else if (change.kind() == Kind.READY_AGAIN) {
        Instant since = Objects.requireNonNull(unready.remove(change.pod()));
        assertThat(since.plusSeconds(2)).isBeforeOrEqualTo(change.at());
      }
    }

    // then
    assertThat(unready).hasSizeLessThan(500);
  }

  @Test
  void shouldMakeNoPodUnreadyTwiceWhenThereAreFewPods() {
    // given
    ChangeScript script = new ChangeScript(100);
    Set<Integer> unready = new HashSet<>();

    // when
    for (int i = 0; i < 2_000; i++) {
      PodChange change = script.next(BEGIN.plusMillis(10L * i));

      // then
      if (change.kind() == Kind.NOT_READY) {
        assertThat(unready.add(change.pod())).isTrue();
      } else if (change.kind() == Kind.READY_AGAIN) {
        assertThat(unready.remove(change.pod())).isTrue();
      }
    }
  }

  @Test
  void shouldSpreadOverAllPodsWhenItRunsForLong() {
    assertThat(played(10_000).stream().map(PodChange::pod).distinct().count()).isGreaterThan(7_000);
  }

  @Test
  void shouldBeTheSameWhenPlayedAgain() {
    assertThat(played(500)).isEqualTo(played(500));
  }

  private static List<PodChange> played(int count) {
    ChangeScript script = new ChangeScript(15_000);
    List<PodChange> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(script.next(BEGIN.plusMillis(i)));
    }
    return changes;
  }
}
