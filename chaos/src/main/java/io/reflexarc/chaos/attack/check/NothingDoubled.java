package io.reflexarc.chaos.attack.check;

import io.reflexarc.schemas.avro.RemediationAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * I3, of what is said: a command is published once, each audit record once, and a command that
 * arrived so often has as many outcomes at most.
 */
final class NothingDoubled implements Invariant {

  static final String NAME = "I3";

  @Override
  public List<Violation> broken(Testimony testimony) {
    List<Violation> found = new ArrayList<>();
    times(testimony.orders().stream().map(command -> "command " + command.getId()))
        .forEach((about, times) -> atMost(1, about, times, "was published", found));
    times(
            testimony.statements().stream()
                .filter(audit -> !Words.outcome(audit))
                .map(audit -> "audit " + audit.getId() + " " + audit.getStage()))
        .forEach((about, times) -> atMost(1, about, times, "was written", found));
    times(
            testimony.statements().stream()
                .filter(Words::outcome)
                .map(RemediationAudit::getCommandId)
                .map(String::valueOf))
        .forEach(
            (id, times) ->
                atMost(
                    1 + testimony.replays().getOrDefault(id, 0),
                    "command " + id,
                    times,
                    "was answered",
                    found));
    return found;
  }

  private static Map<String, Long> times(Stream<String> all) {
    return all.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static void atMost(
      int most, String about, long times, String what, List<Violation> found) {
    if (times > most) {
      found.add(new Violation(NAME, about, what + " " + times + " times, expected " + most));
    }
  }
}
