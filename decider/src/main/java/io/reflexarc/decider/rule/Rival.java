package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.proven.Proof;
import io.reflexarc.decider.proven.Template;
import io.reflexarc.schemas.avro.VersionState;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What a sick version is compared with.
 *
 * @param version its name
 * @param proven what was counted of it when it was proven; empty when it runs beside the sick one
 */
record Rival(String version, Optional<Counts> proven) {

  /**
   * The known good version that runs beside it and has most events, else the proven one that it
   * replaced, else any other that runs beside it.
   *
   * @param events how many events a version has
   * @param enough how many it must have to be compared with
   * @param measure what is counted
   */
  static Optional<Rival> of(
      String version, Look look, ToDoubleFunction<String> events, long enough, String measure) {
    return beside(version, look, events, enough, true)
        .or(() -> before(version, look, measure))
        .or(() -> beside(version, look, events, enough, false));
  }

  private static Optional<Rival> beside(
      String version, Look look, ToDoubleFunction<String> events, long enough, boolean good) {
    return look.fleet().serving().stream()
        .filter(other -> !other.equals(version))
        .filter(other -> !good || isGood(look, other))
        .filter(other -> events.applyAsDouble(other) >= enough)
        .max(Comparator.comparingDouble(events))
        .map(other -> new Rival(other, Optional.empty()));
  }

  /** Whether a version that serves is known to be good. */
  static boolean isGood(Look look, String version) {
    return look.fleet().carriers(version).stream()
        .anyMatch(carrier -> look.fleet().good(carrier, look.ledger(), look.now()));
  }

  private static Optional<Rival> before(String version, Look look, String measure) {
    return look.fleet().carriers(version).stream()
        .flatMap(carrier -> look.fleet().history(carrier).stream())
        .filter(other -> !other.getVersion().equals(version))
        .flatMap(other -> proven(other, look, measure).stream())
        .findFirst();
  }

  private static Optional<Rival> proven(VersionState version, Look look, String measure) {
    return look.ledger()
        .of(Template.of(version))
        .filter(Proof::stands)
        .flatMap(proof -> proof.of(measure))
        .map(counts -> new Rival(version.getVersion(), Optional.of(counts)));
  }
}
