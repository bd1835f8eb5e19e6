package io.reflexarc.sandbox.decider;

import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What deciders decided, in the order of each target's partition; whole records. */
final class Decisions {

  private final Map<String, List<RemediationCommand>> commands = new TreeMap<>();
  private final Map<String, List<RemediationAudit>> audits = new TreeMap<>();
  private int commandCount;

  void add(RemediationCommand command) {
    commands.computeIfAbsent(command.getTarget(), any -> new ArrayList<>()).add(command);
    commandCount++;
  }

  /** What the actuator says is no decision. */
  void add(RemediationAudit audit) {
    if (!audit.getActor().equals("actuator")) {
      audits.computeIfAbsent(audit.getTarget(), any -> new ArrayList<>()).add(audit);
    }
  }

  int commandCount() {
    return commandCount;
  }

  List<RemediationCommand> allCommands() {
    return commands.values().stream().flatMap(List::stream).toList();
  }

  List<RemediationAudit> allAudits() {
    return audits.values().stream().flatMap(List::stream).toList();
  }

  /** What is not the same, record by record in the order of each target; short lines. */
  List<String> differences(Decisions other) {
    List<String> lines = new ArrayList<>();
    compare("command", commands, other.commands, lines);
    compare("statement", audits, other.audits, lines);
    return lines;
  }

  private static <T> void compare(
      String what, Map<String, List<T>> ours, Map<String, List<T>> others, List<String> lines) {
    TreeSet<String> targets = new TreeSet<>(ours.keySet());
    targets.addAll(others.keySet());
    for (String target : targets) {
      List<T> our = ours.getOrDefault(target, List.of());
      List<T> other = others.getOrDefault(target, List.of());
      int same = 0;
      while (same < Math.min(our.size(), other.size()) && our.get(same).equals(other.get(same))) {
        same++;
      }
      if (same < Math.max(our.size(), other.size())) {
        lines.add(
            "%s %d of %s%n  expected: %s%n  but was:  %s"
                .formatted(what, same + 1, target, word(our, same), word(other, same)));
      }
    }
  }

  private static <T> String word(List<T> list, int place) {
    return place < list.size() ? list.get(place).toString() : "none";
  }
}
