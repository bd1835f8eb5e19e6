package io.reflexarc.chaos.attack.check;

import java.util.List;

/** The independent judge: every invariant, asked of the same testimony. Pure. */
public final class Checker {

  private static final List<Invariant> ALL =
      List.of(
          new FoundedCommands(),
          new OneInFlight(),
          new OneEffect(),
          new NothingDoubled(),
          new BudgetsHold(),
          new PausesHold(),
          new ProvenDestination(),
          new ChainsComplete(),
          new NoFaultNoAction(),
          new PoisonSetAside(),
          new RecoveryPasses(),
          new NothingStale());

  private Checker() {}

  /** Everything that must never be, and was. */
  public static List<Violation> check(Testimony testimony) {
    return ALL.stream().flatMap(each -> each.broken(testimony).stream()).toList();
  }
}
