package io.reflexarc.decider.spine;

import io.reflexarc.decider.indicator.Health;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.policy.Gate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** One thing that happens to a target between two ticks. */
sealed interface Happening {

  /** Nothing; time passes. */
  record Quiet(int ticks) implements Happening {}

  /** From now on a policy finds the current version in this health. */
  record Turn(int policy, Health health) implements Happening {}

  /**
   * A fact arrives that the urgent policy finds the current version unhealthy by.
   *
   * @param afterMillis how far ahead of the last tick it is
   */
  record Strike(long afterMillis) implements Happening {}

  /** A new version is rolled out; half of the old pods stay until it is finished. */
  record Deploy() implements Happening {}

  /** The rollout finishes. */
  record Finish() implements Happening {}

  /**
   * The actuator reports of the last command, or of one that nobody issued.
   *
   * @param gate what stopped it
   */
  record Report(Stage stage, boolean known, Optional<Gate> gate) implements Happening {
    Report(Stage stage, boolean known) {
      this(stage, known, Optional.empty());
    }

    /** A gate of the actuator kept it from being done. */
    static Report held(Gate gate) {
      return new Report(Stage.HELD, true, Optional.of(gate));
    }
  }

  /** A human pauses a scope. */
  record Pause(String scope) implements Happening {}

  /** A human lifts that pause. */
  record Resume(String scope) implements Happening {}

  /** Everything is healthy and stays so for long. */
  record Cure() implements Happening {}

  /** Any of them. */
  static Arbitrary<Happening> any() {
    Arbitrary<String> scopes =
        Arbitraries.of(
            "*",
            "prod",
            "prod/shop",
            Walk.TARGET,
            "policy:shop/errors",
            "policy:shop/slow",
            "policy:shop/kills",
            "policy:shop/pods");
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.integers().between(1, 12).map(Quiet::new)),
        Tuple.of(
            8,
            Combinators.combine(
                    Arbitraries.integers().between(0, 3),
                    Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.just(Health.UNHEALTHY)),
                        Tuple.of(2, Arbitraries.just(Health.HEALTHY)),
                        Tuple.of(1, Arbitraries.just(Health.UNKNOWN))))
                .as(Turn::new)),
        Tuple.of(4, Arbitraries.longs().between(0, 25_000).map(Strike::new)),
        Tuple.of(3, Arbitraries.just(new Deploy())),
        Tuple.of(3, Arbitraries.just(new Finish())),
        Tuple.of(
            6,
            Combinators.combine(
                    Arbitraries.of(
                        List.of(
                            Stage.APPLIED,
                            Stage.APPLIED,
                            Stage.ALREADY_APPLIED,
                            Stage.EXPIRED,
                            Stage.FAILED,
                            Stage.SUPERSEDED,
                            Stage.OVERRIDDEN,
                            Stage.HELD)),
                    Arbitraries.of(true, true, true, false))
                .as(Report::new)),
        Tuple.of(1, Arbitraries.of(Gate.OWNED, Gate.PAUSED, Gate.DRY_RUN).map(Report::held)),
        Tuple.of(1, scopes.map(Pause::new)),
        Tuple.of(2, scopes.map(Resume::new)),
        Tuple.of(2, Arbitraries.just(new Cure())));
  }
}
