package io.reflexarc.decider.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.judge.Condition.Change;
import io.reflexarc.decider.judge.Condition.Firing;
import io.reflexarc.decider.judge.Condition.Step;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ConditionPropertyTest {

  @Property(tries = 1_000)
  void shouldFireOnlyAfterItWasKnownToBeUnhealthyForLongEnough(
      @ForAll @Size(min = 1, max = 80) List<Health> looks,
      @ForAll @IntRange(min = 0, max = 20) int forLooks) {
    // given
    Optional<Condition> condition = Optional.empty();
    long known = 0;
    Health before = Health.HEALTHY;
    // when
    for (int now = 0; now < looks.size(); now++) {
      Health health = looks.get(now);
      boolean firing = condition.filter(Firing.class::isInstance).isPresent();
      known = health == Health.HEALTHY ? 0 : known + (before == Health.UNHEALTHY ? 1 : 0);
      int at = now;
      Step step =
          condition.isPresent()
              ? condition.get().next(health, at, forLooks)
              : Condition.start(health, at, forLooks);
      condition = step.condition();
      before = health;
      // then
      if (step.change() == Change.FIRED) {
        assertThat(known).isGreaterThanOrEqualTo(forLooks);
        assertThat(health).isEqualTo(Health.UNHEALTHY);
      }
      if (firing) {
        assertThat(condition).as("a firing condition is not moved by readings").isPresent();
        assertThat(step.change()).isEqualTo(Change.NONE);
      }
      if (health == Health.UNKNOWN) {
        assertThat(step.change()).as("unknown neither fires nor clears").isEqualTo(Change.NONE);
      }
    }
  }

  @Property(tries = 1_000)
  void shouldBeCalmOnlyAfterItWasKnownToBeClearForLongEnough(
      @ForAll @Size(min = 1, max = 80) List<Calm.Look> looks,
      @ForAll @IntRange(min = 1, max = 20) int needed) {
    // given
    Calm calm = Calm.NONE;
    long known = 0;
    Calm.Look before = Calm.Look.NOT_CLEAR;
    for (int now = 0; now < looks.size(); now++) {
      // when
      Calm.Look look = looks.get(now);
      calm = calm.next(look, now);
      known = look == Calm.Look.NOT_CLEAR ? 0 : known + (before == Calm.Look.CLEAR ? 1 : 0);
      before = look;
      // then
      if (calm.lasted(needed, now)) {
        assertThat(known).isGreaterThanOrEqualTo(needed);
        assertThat(look).isEqualTo(Calm.Look.CLEAR);
      }
    }
  }
}
