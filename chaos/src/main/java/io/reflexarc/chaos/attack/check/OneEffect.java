package io.reflexarc.chaos.attack.check;

import io.reflexarc.sandbox.Effect;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * I3: one effect for a command, and the audit tells of exactly those that the API stored. Every
 * write of an actuator bears the mark of a command that was issued.
 */
final class OneEffect implements Invariant {

  static final String NAME = "I3";

  @Override
  public List<Violation> broken(Testimony testimony) {
    List<Violation> found = new ArrayList<>();
    if (testimony.forgottenWrites() > 0) {
      found.add(
          new Violation(
              NAME, "the API", "its record lost " + testimony.forgottenWrites() + " writes"));
    }
    found.addAll(unmarked(testimony));
    found.addAll(doubled(testimony));
    found.addAll(untold(testimony));
    found.addAll(invented(testimony));
    return found;
  }

  private static List<Violation> unmarked(Testimony testimony) {
    return testimony.effects().stream()
        .filter(effect -> effect.commandId().flatMap(testimony::command).isEmpty())
        .map(
            effect ->
                new Violation(
                    NAME, effect.object(), "changed at " + effect.at() + " without a command"))
        .toList();
  }

  private static List<Violation> doubled(Testimony testimony) {
    Map<String, Long> times =
        testimony.effects().stream()
            .filter(effect -> effect.commandId().isPresent())
            .collect(
                Collectors.groupingBy(
                    effect -> effect.commandId().orElseThrow() + " on " + effect.object(),
                    Collectors.counting()));
    return times.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .map(
            entry ->
                new Violation(
                    NAME, "command " + entry.getKey(), "had " + entry.getValue() + " effects"))
        .toList();
  }

  private static List<Violation> untold(Testimony testimony) {
    Set<String> told =
        testimony.statements().stream()
            .filter(audit -> Words.done(audit) || Words.unknown(audit))
            .map(audit -> String.valueOf(audit.getCommandId()))
            .collect(Collectors.toSet());
    return testimony.effects().stream()
        .flatMap(effect -> effect.commandId().stream())
        .filter(id -> !told.contains(id))
        .map(id -> new Violation(NAME, "command " + id, "had an effect of which nobody tells"))
        .toList();
  }

  private static List<Violation> invented(Testimony testimony) {
    Set<String> real =
        testimony.effects().stream()
            .flatMap((Effect effect) -> effect.commandId().stream())
            .collect(Collectors.toSet());
    return testimony.statements().stream()
        .filter(Words::done)
        .filter(audit -> audit.getStage() == Stage.APPLIED || !audit.getBefore().isEmpty())
        .map(RemediationAudit::getCommandId)
        .map(String::valueOf)
        .filter(id -> !real.contains(id))
        .map(
            id ->
                new Violation(NAME, "command " + id, "is told as applied, but the API wrote none"))
        .toList();
  }
}
