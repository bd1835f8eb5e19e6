package io.reflexarc.detector;

import io.reflexarc.detector.sensing.Senses;
import io.reflexarc.schemas.avro.HealthEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What no observation tells, once an event-second: facts that time alone brings, which are urgent;
 * and the states of what has changed, which can wait. Owned by the sensing thread.
 */
final class Sweep {

  /** So many open states are reviewed at once. */
  private static final int SOME = 100;

  private final Senses senses;
  private final FactDesk facts;
  private final StateDesk states;
  private final PolicyDesk policies;
  private final MeasureDesk measuring;
  private final BooleanSupplier sighted;

  /**
   * @param sighted whether the cluster's changes are told as they happen: if not, the mere passing
   *     of time begins no states
   */
  Sweep(
      Senses senses,
      FactDesk facts,
      StateDesk states,
      PolicyDesk policies,
      MeasureDesk measuring,
      BooleanSupplier sighted) {
    this.senses = senses;
    this.facts = facts;
    this.states = states;
    this.policies = policies;
    this.measuring = measuring;
    this.sighted = sighted;
  }

  /** What there is to do in the second that begins now. */
  Rounds.Round at(Instant begun) {
    return new Rounds.Round(ofFacts(), ofStates());
  }

  private List<Consumer<Instant>> ofFacts() {
    List<Consumer<Instant>> pieces = new ArrayList<>();
    pieces.add(now -> facts.resend());
    pieces.add(now -> facts.offer(senses.unpark(now), now));
    pieces.add(this::elapsed);
    List<HealthEvent> open = facts.open();
    for (int from = 0; from < open.size(); from += SOME) {
      List<HealthEvent> some = open.subList(from, Math.min(open.size(), from + SOME));
      pieces.add(now -> facts.offer(senses.review(some, now), now));
    }
    return pieces;
  }

  private void elapsed(Instant now) {
    if (sighted.getAsBoolean()) {
      facts.remind(senses.elapsed(now), now);
    }
  }

  private List<Consumer<Instant>> ofStates() {
    List<Consumer<Instant>> pieces = new ArrayList<>();
    if (senses.complete()) {
      senses.drainMoved().forEach(target -> pieces.add(now -> measuring.of(target)));
      senses
          .drainChanged()
          .forEach(target -> pieces.add(now -> states.publish(List.of(target), now)));
    }
    pieces.add(states::resend);
    pieces.add(policies::publish);
    return pieces;
  }
}
