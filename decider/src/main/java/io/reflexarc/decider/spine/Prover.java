package io.reflexarc.decider.spine;

import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Part;
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
import java.util.Map;
import java.util.TreeMap;

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
    boolean healthy = false;
    boolean sick = false;
    for (Judged each : judged) {
      sick |= each.reading().unhealthy() && each.reading().version().equals(version);
      healthy |= !healthy && proves(each, version);
    }
    Ledger ledger = before;
    for (VersionState carrier : situation.fleet().carriers(version)) {
      Template template = Template.of(carrier);
      ledger =
          healthy && !sick
              ? healthy(ledger, template, state, situation, provenAfter)
              : ledger.interrupted(template);
    }
    return ledger;
  }

  private static boolean proves(Judged judged, String version) {
    Reading reading = judged.reading();
    return reading.health() == Health.HEALTHY
        && reading.version().equals(version)
        && (reading.subject().isWhole() || reading.subject().part() instanceof Part.LabelValue)
        && judged.rule().proves();
  }

  private static Ledger healthy(
      Ledger ledger, Template template, TargetState state, Situation situation, long provenAfter) {
    if (!ledger.due(template, situation.now(), provenAfter)) {
      return ledger;
    }
    Look look = situation.look(situation.settled(), state);
    Map<String, Counts> counted = new TreeMap<>();
    for (Rule rule : situation.rules()) {
      counted.putAll(rule.counted(look, template.version()));
    }
    return ledger.healthy(template, counted, situation.now(), provenAfter);
  }

  private static Ledger sick(Ledger before, Fleet fleet, String version, long now) {
    Ledger ledger = before;
    for (VersionState carrier : fleet.carriers(version)) {
      ledger = ledger.sick(Template.of(carrier), now);
    }
    return ledger;
  }
}
