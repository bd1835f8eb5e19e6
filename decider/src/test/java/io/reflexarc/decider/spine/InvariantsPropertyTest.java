package io.reflexarc.decider.spine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The invariants I1, I2, I4 to I7 and I10 for whatever happens to one target, in any order. */
class InvariantsPropertyTest {

  private static final int TRIES = 1_000;

  @Provide
  Arbitrary<List<Happening>> lives() {
    return Happening.any().list().ofMinSize(5).ofMaxSize(30);
  }

  @Property(tries = TRIES)
  void shouldKeepItsInvariantsWhateverHappens(@ForAll("lives") List<Happening> life) {
    Walk walk = new Walk(new Invariants()).through(life);
    // and then, even in a pause that nobody lifts, recovery passes (I10)
    walk.through(List.of(new Happening.Finish(), new Happening.Cure(), new Happening.Cure()));
    assertThat(walk.state().incident()).as("I10: an incident that nothing feeds").isEmpty();
    assertThat(walk.state().conditions()).as("I10: conditions that nothing feeds").isEmpty();
  }

  @Property(tries = TRIES)
  void shouldDecideTheSameWhenItIsReplayed(@ForAll("lives") List<Happening> life) {
    List<Happening> beginning = life.subList(0, Math.min(12, life.size()));
    assertThat(told(beginning)).isEqualTo(told(beginning));
  }

  private static List<Object> told(List<Happening> life) {
    List<Object> told = new ArrayList<>();
    new Walk(
            seen -> {
              told.addAll(seen.decided().audit());
              seen.decided().command().ifPresent(told::add);
            })
        .through(life);
    return told;
  }
}
