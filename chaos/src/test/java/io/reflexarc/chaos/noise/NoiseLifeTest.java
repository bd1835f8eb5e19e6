package io.reflexarc.chaos.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseLifeTest {

  private static final Duration DAY = Duration.ofHours(24);

  @Test
  void shouldDrawTheSameDayWhenTheSeedIsTheSame() {
    // given
    NoiseSize size = new NoiseSize(DAY, 60, 10, 7);

    // when
    NoisePlan once = NoiseLife.draw(size);
    NoisePlan again = NoiseLife.draw(size);
    NoisePlan other = NoiseLife.draw(new NoiseSize(DAY, 60, 10, 8));

    // then
    assertThat(again).isEqualTo(once);
    assertThat(other.happenings()).isNotEqualTo(once.happenings());
  }

  @Test
  void shouldHoldEveryKindOfNormalLifeWhenADayIsDrawn() {
    // given
    NoisePlan plan = NoiseLife.draw(new NoiseSize(DAY, 200, 0, 1));

    // when
    List<String> said = plan.happenings().stream().map(Happening::says).toList();

    // then
    for (NormalCourse course : NormalCourse.values()) {
      String word = course == NormalCourse.POD_LOST ? "is lost" : course.says();
      assertThat(said).as(course.name()).anyMatch(says -> says.contains(word));
    }
    assertThat(said).anyMatch(says -> says.contains("autoscaler"));
    assertThat(plan.happenings()).hasSizeBetween(1_000, 9_000);
    assertThat(plan.happenings()).noneMatch(Happening::fault);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void shouldHideEachFaultOnceAndLeaveItsWorkloadAloneWhenDrawn(long seed) {
    // given
    NoisePlan plan = NoiseLife.draw(new NoiseSize(DAY, 200, 10, seed));

    // when
    List<PlannedFault> faults = plan.faults();

    // then
    assertThat(faults).extracting(PlannedFault::kind).containsExactlyInAnyOrder(FaultKind.values());
    assertThat(faults).extracting(PlannedFault::workload).doesNotHaveDuplicates();
    assertThat(plan.happenings()).filteredOn(Happening::fault).hasSize(10);
    for (Life life : plan.lives()) {
      life.fault().ifPresent(fault -> assertLeftAlone(life, fault));
    }
  }

  private static void assertLeftAlone(Life life, PlannedFault fault) {
    Predicate<Happening> around =
        each ->
            each.at().compareTo(fault.quietFrom()) >= 0 && each.at().compareTo(fault.quietTo()) < 0;
    assertThat(fault.workload().role()).isEqualTo(fault.kind().role());
    assertThat(life.happenings())
        .filteredOn(around)
        .singleElement()
        .satisfies(only -> assertThat(only.fault()).isTrue())
        .satisfies(only -> assertThat(only.at()).isEqualTo(fault.at()));
  }

  @Test
  void shouldHaveReleasedNothingBeforeWhenARestartIsWhatHeals() {
    // given
    NoisePlan plan = NoiseLife.draw(new NoiseSize(DAY, 200, 10, 3));

    // when
    Life spoilt =
        plan.lives().stream()
            .filter(life -> life.fault().filter(f -> f.kind().needsFirstRelease()).isPresent())
            .findFirst()
            .orElseThrow();

    // then
    assertThat(spoilt.versions()).containsOnlyKeys("v1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldKeepOrderAndApplyOnlyFilesThatAreThereWhenDrawn(long seed) {
    // given
    NoisePlan plan = NoiseLife.draw(new NoiseSize(Duration.ofHours(6), 40, 4, seed));

    // when
    Stream<Life> lives = plan.lives().stream();

    // then
    assertThat(lives)
        .allSatisfy(
            life -> {
              assertThat(life.happenings()).extracting(Happening::at).isSorted();
              assertThat(life.happenings().stream().flatMap(NoiseLifeTest::filesOf).distinct())
                  .containsExactlyInAnyOrderElementsOf(life.files().keySet());
            });
  }

  private static Stream<String> filesOf(Happening happening) {
    return Stream.of("apply", "behave")
        .flatMap(word -> happening.does().getOrDefault(word, List.of()).stream());
  }

  @Test
  void shouldRefuseWhenTheFaultsCannotBeHealedInTime() {
    // given
    NoiseSize short1 = new NoiseSize(Duration.ofHours(1), 20, 1, 1);

    // when / then
    assertThatThrownBy(() -> NoiseLife.draw(short1)).hasMessageContaining("hours");
    assertThatThrownBy(() -> new NoiseSize(DAY, 3, 0, 1)).hasMessageContaining("workloads");
    assertThatThrownBy(() -> new NoiseSize(DAY, 20, 11, 1)).hasMessageContaining("faults");
  }
}
