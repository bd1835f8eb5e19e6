package io.reflexarc.decider.spine;

import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.judge.Condition.Change;
import io.reflexarc.decider.judge.Judge.Crossing;
import io.reflexarc.decider.judge.Judge.Verdict;
import io.reflexarc.decider.judge.Judged;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.proven.Template;
import io.reflexarc.decider.rule.Fleet;
import io.reflexarc.decider.rule.Look;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.VersionState;
import java.util.List;
import java.util.Optional;

/** Keeps the ledger of proven versions by what the rules say of those that serve. */
final class Prover {

  private Prover() {}

  static TargetState prove(
      TargetState state,
      Situation situation,
      List<Judged> judged,
      Verdict verdict,
      long provenAfter) {
    Ledger ledger = state.ledger();
    for (String version : judged.isEmpty() ? List.<String>of() : situation.fleet().serving()) {
      ledger = version(ledger, version, state, situation, judged, provenAfter);
    }
    for (Crossing crossing : verdict.crossings()) {
      if (crossing.change() == Change.FIRED || crossing.change() == Change.BEGAN_AND_FIRED) {
        ledger = sick(ledger, situation.fleet(), crossing.key().version(), situation.now());
      }
    }
    return ledger == state.ledger() ? state : state.withLedger(ledger);
  }

  private static Ledger version(
      Ledger before,
      String version,
      TargetState state,
      Situation situation,
      List<Judged> judged,
      long provenAfter) {
    Optional<Judged> healthy = judged.stream().filter(each -> proves(each, version)).findFirst();
    boolean sick =
        judged.stream()
            .map(Judged::reading)
            .anyMatch(each -> each.version().equals(version) && each.unhealthy());
    Ledger ledger = before;
    for (VersionState carrier : situation.fleet().carriers(version)) {
      Template template = Template.of(carrier);
      ledger =
          healthy.isEmpty() || sick
              ? ledger.interrupted(template)
              : healthy(ledger, template, healthy.get().rule(), state, situation, provenAfter);
    }
    return ledger;
  }

  private static boolean proves(Judged judged, String version) {
    Reading reading = judged.reading();
    return reading.version().equals(version)
        && reading.subject().isWhole()
        && reading.health() == Health.HEALTHY
        && judged.rule().counts();
  }

  private static Ledger healthy(
      Ledger ledger,
      Template template,
      Rule rule,
      TargetState state,
      Situation situation,
      long provenAfter) {
    if (!ledger.due(template, situation.now(), provenAfter)) {
      return ledger;
    }
    Look look = look(state, situation);
    Counts counts = rule.count(look, template.version()).orElse(new Counts(0, 0));
    return ledger.healthy(template, counts.bad(), counts.total(), situation.now(), provenAfter);
  }

  private static Ledger sick(Ledger before, Fleet fleet, String version, long now) {
    Ledger ledger = before;
    for (VersionState carrier : fleet.carriers(version)) {
      ledger = ledger.sick(Template.of(carrier), now);
    }
    return ledger;
  }

  static Look look(TargetState state, Situation situation) {
    return new Look(
        situation.fleet(),
        situation.windows(),
        situation.facts(),
        situation.heardSince(),
        state.ledger(),
        situation.memo(),
        situation.horizon(),
        state.notBefore(),
        situation.now());
  }
}
