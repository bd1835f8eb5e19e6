package io.reflexarc.decider.spine;

import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Lifecycle;
import io.reflexarc.decider.incident.Statement;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.judge.Condition;
import io.reflexarc.decider.judge.Condition.Change;
import io.reflexarc.decider.judge.Condition.Pending;
import io.reflexarc.decider.judge.ConditionKey;
import io.reflexarc.decider.judge.Judge.Crossing;
import io.reflexarc.decider.judge.Judge.Gone;
import io.reflexarc.decider.judge.Judge.Verdict;
import io.reflexarc.decider.restraint.Memory;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.key.DeterministicId;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts crossings into words: every threshold crossing ends in an audit record (invariant I7). */
final class CrossingWriter {

  private final TargetKey target;
  private final Optional<Incident> incident;
  private final long now;

  CrossingWriter(TargetKey target, Optional<Incident> incident, long now) {
    this.target = target;
    this.incident = incident;
    this.now = now;
  }

  List<Statement> statements(Verdict verdict, Memory memory) {
    List<Statement> said = new ArrayList<>();
    for (Crossing crossing : verdict.crossings()) {
      if (crossing.change() == Change.BEGAN || crossing.change() == Change.BEGAN_AND_FIRED) {
        said.add(began(crossing));
      } else if (crossing.change() == Change.VANISHED && incident.isEmpty()) {
        said.add(vanished(crossing));
        if (memory.crossed(crossing.key(), now).beginsToFlap(crossing.key(), now)) {
          said.add(flapping(crossing));
        }
      }
    }
    verdict.silent().forEach(crossing -> said.add(silent(crossing)));
    if (incident.isEmpty()) {
      verdict.gone().forEach(gone -> said.add(gone(gone)));
    }
    return said;
  }

  /**
   * A pause was lifted: what crossed by then, and had not yet held for long enough, counts no more.
   *
   * @param conditions as they were before
   */
  List<Statement> forgotten(Map<ConditionKey, Condition> conditions) {
    return conditions.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Pending)
        .map(entry -> forgotten(entry.getKey(), entry.getValue().onset()))
        .toList();
  }

  private Statement forgotten(ConditionKey key, long onset) {
    return Statement.of(
        Stage.CLOSED,
        DeterministicId.ofIncident(target, key.policy(), onset),
        key.policy(),
        Lifecycle.RESUMED,
        List.of());
  }

  private String incidentId(ConditionKey key, long onset) {
    return incident
        .map(each -> each.facts().id())
        .orElseGet(() -> DeterministicId.ofIncident(target, key.policy(), onset));
  }

  private Statement statement(Stage stage, Crossing crossing, String says) {
    List<Evidence> evidence = crossing.judged().reading().evidence();
    return Statement.of(
        stage,
        incidentId(crossing.key(), crossing.condition().onset()),
        crossing.key().policy(),
        says,
        evidence);
  }

  private Statement began(Crossing crossing) {
    long forMillis = crossing.judged().rule().forMillis();
    return statement(
        Stage.DETECTED,
        crossing,
        crossing.judged().reading().says()
            + (forMillis > 0 ? "; it must hold for " + Numbers.duration(forMillis) : ""));
  }

  private Statement vanished(Crossing crossing) {
    return statement(
            Stage.CLOSED,
            crossing,
            "gone after "
                + Numbers.duration(now - crossing.condition().onset())
                + ", before it held for "
                + Numbers.duration(crossing.judged().rule().forMillis())
                + ": "
                + crossing.judged().reading().says())
        .withOutcome(Outcome.RECOVERED);
  }

  private Statement flapping(Crossing crossing) {
    return statement(
            Stage.HELD,
            crossing,
            "it crossed and went "
                + Memory.FLAPPING_FROM
                + " times within "
                + Numbers.duration(Memory.FLAPPING_MILLIS)
                + ", never for "
                + Numbers.duration(crossing.judged().rule().forMillis())
                + ": flapping, not acted on")
        .withGate(Gate.FLAPPING, OptionalLong.empty());
  }

  private Statement silent(Crossing crossing) {
    long since =
        crossing.condition() instanceof Pending pending ? pending.unknownSince().orElse(now) : now;
    return statement(
            Stage.HELD,
            crossing,
            "nothing is known for "
                + Numbers.duration(now - since)
                + " ("
                + crossing.judged().reading().says()
                + "): neither sick nor healthy, the clock stands")
        .withGate(Gate.UNKNOWN_HEALTH, OptionalLong.empty());
  }

  private Statement gone(Gone gone) {
    return Statement.of(
            Stage.CLOSED,
            incidentId(gone.key(), gone.condition().onset()),
            gone.key().policy(),
            (gone.key().subject().equals(Subject.WORKLOAD)
                    ? "what it was about"
                    : gone.key().subject().who())
                + " is gone after "
                + Numbers.duration(now - gone.condition().onset()),
            List.of())
        .withOutcome(Outcome.RECOVERED);
  }
}
