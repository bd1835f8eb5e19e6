package io.reflexarc.decider.spine;

import io.reflexarc.decider.spine.Town.Event;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The invariants I1, I2, I4 to I7 and I10 for several targets under one arbiter, however what
 * happens to them, what they ask and what they are answered is interleaved.
 */
class TownPropertyTest {

  @Provide
  Arbitrary<List<Event>> days() {
    return Event.any().list().ofMinSize(8).ofMaxSize(40);
  }

  @Property(tries = 1_000)
  void shouldKeepItsInvariantsAcrossTargets(@ForAll("days") List<Event> events) {
    new Town().through(events).recovers();
  }
}
