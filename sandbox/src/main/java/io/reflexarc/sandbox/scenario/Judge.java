package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.Effect;
import io.reflexarc.sandbox.scenario.course.Course;
import io.reflexarc.sandbox.scenario.course.Steady;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what became of a story, from its topics and the cluster's own record of writes alone. */
public final class Judge {

  private static final Set<Stage> DEEDS = Set.of(Stage.APPLIED, Stage.ALREADY_APPLIED);

  /** What becomes of a command that another will than ours stopped. */
  private static final Set<Stage> GIVEN_WAY = Set.of(Stage.SUPERSEDED, Stage.OVERRIDDEN);

  /** A symptom that flaps is reported as held back, and asks for nothing. */
  private static final String FLAPPING = "flapping";

  private final Scenario scenario;
  private final StoryLog log;

  /** For one story. */
  public Judge(Scenario scenario, StoryLog log) {
    this.scenario = scenario;
    this.log = log;
  }

  /**
   * Compares what is expected with what happened.
   *
   * @param span when the story began, its fault was put in, and it ended
   * @param course what its services did
   * @param writes what the cluster's API stored at the request of an actuator
   * @param state reads a value of the cluster; empty when it is absent
   */
  public Verdict judge(
      Span span,
      Course course,
      List<Effect> writes,
      Function<Expectation.State, Optional<String>> state) {
    List<String> failures = new ArrayList<>();
    checkEffects(failures, writes);
    checkCourse(failures, span, course);
    checkTopics(failures, span, state);
    return verdict(failures);
  }

  /**
   * The same where nobody kept a record of every write, nor of every request: on a cluster that is
   * not simulated.
   *
   * @param span when the story began, its fault was put in, and it ended
   * @param state reads a value of the cluster; empty when it is absent
   */
  public Verdict judgeFromTopics(Span span, Function<Expectation.State, Optional<String>> state) {
    List<String> failures = new ArrayList<>();
    checkTopics(failures, span, state);
    return verdict(failures);
  }

  private void checkTopics(
      List<String> failures, Span span, Function<Expectation.State, Optional<String>> state) {
    checkStages(failures);
    checkGates(failures);
    checkSentences(failures);
    checkActions(failures);
    checkState(failures, state);
    checkMoments(failures, span.faultAt());
    if (log.dropped() > 0) {
      failures.add(log.dropped() + " records more than a story should have");
    }
  }

  private Verdict verdict(List<String> failures) {
    return new Verdict(scenario.expect().outcome(), outcome(), failures);
  }

  /** How it ended. */
  public Outcome outcome() {
    if (log.has(Stage.ESCALATED)) {
      return Outcome.ESCALATED;
    }
    if (log.audits().stream().anyMatch(audit -> DEEDS.contains(audit.getStage()))) {
      return log.allHealed() && log.allClosed() ? Outcome.HEALED : Outcome.UNFINISHED;
    }
    if (log.gates().stream().anyMatch(gate -> !gate.equals(FLAPPING)) || gaveWay()) {
      return Outcome.HELD;
    }
    return log.commands().isEmpty() ? Outcome.NO_ACTION : Outcome.UNFINISHED;
  }

  private boolean gaveWay() {
    Set<String> stopped =
        log.audits().stream()
            .filter(audit -> GIVEN_WAY.contains(audit.getStage()))
            .map(RemediationAudit::getCommandId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return !log.commands().isEmpty()
        && log.commands().stream().map(RemediationCommand::getId).allMatch(stopped::contains);
  }

  /** How long each stretch took, event time; those that were reached. */
  public Map<Moment, Duration> moments(Instant faultAt) {
    Map<Moment, Duration> moments = new EnumMap<>(Moment.class);
    Optional<Instant> detected = log.detectedAt();
    Optional<Instant> issued = log.firstAt(Stage.ISSUED);
    Optional<Instant> applied = log.firstAt(Stage.APPLIED);
    detected.ifPresent(at -> moments.put(Moment.DETECT, Duration.between(faultAt, at)));
    put(moments, Moment.DECIDE, detected, issued);
    put(moments, Moment.APPLY, issued, applied);
    put(moments, Moment.RECOVER, applied, log.firstAt(Stage.HEALED));
    return moments;
  }

  private static void put(
      Map<Moment, Duration> moments, Moment moment, Optional<Instant> from, Optional<Instant> to) {
    if (from.isPresent() && to.isPresent()) {
      moments.put(moment, Duration.between(from.get(), to.get()));
    }
  }

  private void checkStages(List<String> failures) {
    for (Stage stage : scenario.expect().never()) {
      if (log.has(stage)) {
        failures.add("the audit has a " + stage + ", which must not be");
      }
    }
    List<Stage> wanted = scenario.expect().stages();
    int next = 0;
    for (RemediationAudit audit : log.audits()) {
      if (next < wanted.size() && audit.getStage() == wanted.get(next)) {
        next++;
      }
    }
    if (next < wanted.size()) {
      failures.add(
          "audit stage %s did not follow %s; the audit says %s"
              .formatted(
                  wanted.get(next),
                  wanted.subList(0, next),
                  log.audits().stream().map(RemediationAudit::getStage).toList()));
    }
  }

  private void checkGates(List<String> failures) {
    Set<String> wanted = new TreeSet<>(scenario.expect().gates());
    Set<String> held = new TreeSet<>(log.gates());
    held.removeIf(gate -> scenario.expect().mayHold().contains(gate) && !wanted.contains(gate));
    if (!wanted.equals(held)) {
      failures.add("gates that held are " + held + ", expected " + wanted);
    }
  }

  private void checkSentences(List<String> failures) {
    for (Expectation.Sentence wanted : scenario.expect().sentences()) {
      boolean said =
          log.audits().stream()
              .filter(audit -> audit.getStage() == wanted.stage())
              .anyMatch(audit -> audit.getReason().contains(wanted.contains()));
      if (!said) {
        failures.add("no audit record %s says '%s'".formatted(wanted.stage(), wanted.contains()));
      }
    }
  }

  private void checkActions(List<String> failures) {
    Map<String, Long> wanted =
        scenario.expect().actions().stream()
            .collect(
                Collectors.groupingBy(
                    action -> action.action() + " of " + action.target(),
                    TreeMap::new,
                    Collectors.counting()));
    Map<String, Long> applied =
        log.audits().stream()
            .filter(audit -> audit.getStage() == Stage.APPLIED)
            .collect(
                Collectors.groupingBy(
                    audit -> audit.getAction() + " of " + asExpected(audit),
                    TreeMap::new,
                    Collectors.counting()));
    if (!wanted.equals(applied)) {
      failures.add("actions applied are " + applied + ", expected " + wanted);
    }
  }

  /** Its target, as the expectation of that action writes it. */
  private String asExpected(RemediationAudit audit) {
    String target = withoutCluster(audit.getTarget());
    return scenario.expect().actions().stream()
        .filter(action -> action.action().equals(audit.getAction()))
        .map(action -> action.asWritten(target))
        .filter(written -> !written.equals(target))
        .findFirst()
        .orElse(target);
  }

  private void checkEffects(List<String> failures, List<Effect> writes) {
    Map<String, List<Effect>> effects = new LinkedHashMap<>();
    for (Effect write : writes) {
      Optional<String> command = write.commandId().or(() -> removedBy(write));
      if (command.isEmpty()) {
        failures.add("the actuator wrote without a command: " + write);
      } else {
        effects.computeIfAbsent(command.get(), id -> new ArrayList<>()).add(write);
      }
    }
    Set<String> applied =
        log.audits().stream()
            .filter(audit -> audit.getStage() == Stage.APPLIED)
            .map(RemediationAudit::getCommandId)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!applied.equals(new TreeSet<>(effects.keySet()))) {
      failures.add(
          "commands with an effect are " + effects.keySet() + ", the audit says " + applied);
    }
    for (RemediationCommand command : log.commands()) {
      Map<String, Long> perObject =
          effects.getOrDefault(command.getId(), List.of()).stream()
              .collect(Collectors.groupingBy(Effect::object, Collectors.counting()));
      perObject.forEach(
          (object, times) -> {
            if (times > writesOf(command, object)) {
              failures.add("command " + command.getId() + " changed " + object + " " + times + "×");
            }
          });
    }
    if (log.commands().stream().map(RemediationCommand::getId).distinct().count()
        != log.commands().size()) {
      failures.add("a command was published twice");
    }
  }

  /** Each object is written once; a node that is drained when that begins, and when it is done. */
  private static long writesOf(RemediationCommand command, String object) {
    boolean drained = isDrain(command) && object.endsWith("/nodes/" + nodeOf(command));
    return drained ? 2 : 1;
  }

  private static boolean isDrain(RemediationCommand command) {
    return command.getAction().equals(Action.DRAIN_NODE.word());
  }

  private static String nodeOf(RemediationCommand command) {
    return TargetKey.parse(command.getTarget()).name();
  }

  /** The command that names the pod which was made to leave, or the drain that was under way. */
  private Optional<String> removedBy(Effect write) {
    return named(write).or(() -> drainedBy(write));
  }

  private Optional<String> drainedBy(Effect write) {
    return log.commands().stream()
        .filter(command -> write.removal() && isDrain(command))
        .filter(command -> !write.at().isBefore(command.getIssuedAt()))
        .filter(command -> !write.at().isAfter(doneAt(command)))
        .map(RemediationCommand::getId)
        .findFirst();
  }

  private Instant doneAt(RemediationCommand command) {
    return log.audits().stream()
        .filter(audit -> audit.getStage() == Stage.APPLIED)
        .filter(audit -> command.getId().equals(audit.getCommandId()))
        .map(RemediationAudit::getAt)
        .findFirst()
        .orElse(Instant.MIN);
  }

  private Optional<String> named(Effect write) {
    return log.commands().stream()
        .filter(command -> write.removal() && command.getSubject() != null)
        .filter(command -> write.object().endsWith("/pods/" + command.getSubject().getPod()))
        .map(RemediationCommand::getId)
        .findFirst();
  }

  private void checkState(
      List<String> failures, Function<Expectation.State, Optional<String>> state) {
    for (Expectation.State wanted : scenario.expect().state()) {
      String found = state.apply(wanted).orElse("");
      if (!found.equals(wanted.equals())) {
        failures.add(
            "%s %s is '%s', expected '%s'"
                .formatted(wanted.object(), wanted.pointer(), found, wanted.equals()));
      }
    }
  }

  private void checkMoments(List<String> failures, Instant faultAt) {
    Map<Moment, Duration> took = moments(faultAt);
    scenario
        .expect()
        .within()
        .forEach(
            (moment, longest) -> {
              Duration duration = took.get(moment);
              if (duration == null) {
                failures.add(moment + " was not reached");
              } else if (duration.compareTo(longest) > 0) {
                failures.add(
                    "%s took %s, expected at most %s"
                        .formatted(moment, DurationText.of(duration), DurationText.of(longest)));
              }
            });
  }

  private void checkCourse(List<String> failures, Span span, Course course) {
    for (Steady steady : scenario.steady()) {
      failures.addAll(steady.failures(course, span.beganAt(), span.faultAt(), span.endedAt()));
    }
    failures.addAll(scenario.expect().budget().failures(course, span.faultAt(), span.endedAt()));
  }

  private static String withoutCluster(String target) {
    return TargetKey.tryParse(target)
        .map(key -> key.namespace() + "/" + key.kind() + "/" + key.name())
        .orElse(target);
  }
}
