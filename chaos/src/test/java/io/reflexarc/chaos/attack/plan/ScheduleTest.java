package io.reflexarc.chaos.attack.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.chaos.attack.plan.Schedule.Moment;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void shouldBeTheSameWhenTheSeedIs() {
    assertThat(Schedule.of(7, 100)).isEqualTo(Schedule.of(7, 100));
    assertThat(Schedule.of(7, 100)).isNotEqualTo(Schedule.of(8, 100));
  }

  @Test
  void shouldHaveEverySortOfAttackWhenItIsLong() {
    // when
    Set<Class<?>> sorts =
        Schedule.of(1, 1_000).attacks().stream()
            .map(moment -> moment.what().getClass())
            .collect(Collectors.toSet());

    // then
    assertThat(sorts).containsExactlyInAnyOrder(Attack.class.getPermittedSubclasses());
  }

  @Test
  void shouldGoForwardInTime() {
    // when
    List<Duration> moments = Schedule.of(3, 500).attacks().stream().map(Moment::at).toList();

    // then
    assertThat(moments).isSorted().doesNotHaveDuplicates().hasSize(500);
  }

  @Test
  void shouldMakeNoWorkloadSickTwiceWithinSevenWaves() {
    // when
    List<Moment<Wave>> waves = Schedule.of(3, 1_000).waves();

    // then
    for (int i = 0; i + 7 <= waves.size(); i++) {
      Set<Integer> sick = new HashSet<>();
      for (Moment<Wave> wave : waves.subList(i, i + 7)) {
        assertThat(wave.what().failing()).allMatch(sick::add);
        assertThat(wave.what().crashing()).allMatch(sick::add);
      }
    }
  }
}
