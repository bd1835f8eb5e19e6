package io.reflexarc.decider.spine;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Needs;
import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the arbiter is told of how a target is. */
class WellnessTest {

  private static final TargetKey TARGET = TargetKey.parse(Walk.TARGET);
  private static final Needs ALL_READY = needs();
  private static final Needs NO_DATABASE = needs("prod/shop/Deployment/db");

  @Test
  void shouldSayItAnewWhenWhatItDependsOnIsNotReadyAnyMore() {
    assertThat(Wellness.news(TARGET, ill(NO_DATABASE), told(ALL_READY), 9))
        .contains(new Request.Unwell(Walk.TARGET, 9, NO_DATABASE, 5, "it is ill"));
    assertThat(Wellness.news(TARGET, ill(ALL_READY), told(NO_DATABASE), 9))
        .contains(new Request.Unwell(Walk.TARGET, 9, ALL_READY, 5, "it is ill"));
  }

  @Test
  void shouldSayNothingWhenTheArbiterKnows() {
    assertThat(Wellness.news(TARGET, ill(NO_DATABASE), told(NO_DATABASE), 9)).isEmpty();
    assertThat(Wellness.news(TARGET, Optional.empty(), Optional.empty(), 9)).isEmpty();
  }

  @Test
  void shouldSayThatItIsWellWhenTheArbiterWasToldOtherwise() {
    assertThat(Wellness.news(TARGET, Optional.empty(), told(NO_DATABASE), 9))
        .contains(new Request.Well(Walk.TARGET, 9));
  }

  private static Optional<Wellness> ill(Needs needs) {
    return Optional.of(new Wellness(5, needs, "it is ill"));
  }

  private static Optional<SortedSet<String>> told(Needs needs) {
    return Optional.of(needs.unready());
  }

  private static Needs needs(String... unready) {
    return new Needs(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(List.of(unready)));
  }
}
