package io.reflexarc.chaos.noise;

import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What became of a run, as other programs read it. Times of {@code faults} are seconds of event
 * time since the story's start.
 *
 * @param passed whether every expectation of the story holds
 * @param failures those that do not, in sentences
 * @param seed of the run
 * @param workloads how many
 * @param seconds event time that was played
 * @param realSeconds real time that it took
 * @param happenings of normal life, faults among them
 * @param audits how many of each stage
 * @param crossings thresholds crossed, by policy
 * @param actions each that was carried out
 * @param faults each that was put in, and what became of it
 */
record NoiseReport(
    boolean passed,
    List<String> failures,
    long seed,
    int workloads,
    long seconds,
    long realSeconds,
    int happenings,
    Map<String, Long> audits,
    Map<String, Long> crossings,
    List<String> actions,
    List<Fate> faults) {

  /**
   * What became of a fault.
   *
   * @param kind which
   * @param target whose
   * @param at when it was put in
   * @param detected when the first threshold was crossed after it; -1 when none was
   * @param applied when the first action was carried out; -1 when none was
   * @param healed when that was proven; -1 when it was not
   * @param closed when the incident was closed; -1 when it was not
   */
  record Fate(
      String kind, String target, long at, long detected, long applied, long healed, long closed) {

    private String after(long then) {
      return then < 0 ? "never" : NoiseProgress.words(Duration.ofSeconds(then - at));
    }
  }

  static NoiseReport of(NoisePlan plan, Playback playback) {
    List<RemediationAudit> audits = playback.log().audits();
    return new NoiseReport(
        playback.verdict().passed(),
        failures(playback),
        plan.size().seed(),
        plan.size().workloads(),
        Duration.between(playback.span().beganAt(), playback.span().endedAt()).toSeconds(),
        playback.real().toSeconds(),
        playback.scenario().phases().size() - 1,
        count(audits, audit -> audit.getStage().name()),
        count(
            audits.stream().filter(audit -> audit.getStage() == Stage.DETECTED).toList(),
            audit -> String.valueOf(audit.getPolicy())),
        audits.stream()
            .filter(audit -> audit.getStage() == Stage.APPLIED)
            .map(audit -> audit.getAction() + " of " + audit.getTarget())
            .toList(),
        plan.faults().stream()
            .map(fault -> fate(fault, playback.span().beganAt(), audits))
            .toList());
  }

  /** The end of it, for a person. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %d workloads for %s: %d happenings, %d crossings, %d actions; %d of %d faults healed"
            .formatted(
                passed ? "PASSED" : "FAILED",
                workloads,
                NoiseProgress.words(Duration.ofSeconds(seconds)),
                happenings,
                audits.getOrDefault(Stage.DETECTED.name(), 0L),
                actions.size(),
                faults.stream().filter(fate -> fate.healed() >= 0 && fate.closed() >= 0).count(),
                faults.size()));
    for (Fate fate : faults) {
      lines.add(
          "  %-18s %-32s at %s, detected after %s, acted on after %s, healed after %s"
              .formatted(
                  fate.kind(),
                  fate.target(),
                  NoiseProgress.words(Duration.ofSeconds(fate.at())),
                  fate.after(fate.detected()),
                  fate.after(fate.applied()),
                  fate.after(fate.healed())));
    }
    failures.forEach(failure -> lines.add("  " + failure));
    return lines;
  }

  private static List<String> failures(Playback playback) {
    List<String> failures = new ArrayList<>(playback.verdict().failures());
    if (playback.verdict().outcome() != playback.verdict().expected()) {
      failures.add(
          "the outcome is %s, expected %s"
              .formatted(playback.verdict().outcome(), playback.verdict().expected()));
    }
    return failures;
  }

  private static Fate fate(PlannedFault fault, Instant beganAt, List<RemediationAudit> audits) {
    String target = fault.workload().target();
    List<RemediationAudit> since =
        audits.stream()
            .filter(audit -> audit.getTarget().endsWith("/" + target))
            .filter(audit -> !audit.getAt().isBefore(beganAt.plus(fault.at())))
            .toList();
    List<RemediationAudit> treated = ofTreated(since);
    return new Fate(
        fault.kind().name().toLowerCase(Locale.ROOT),
        target,
        fault.at().toSeconds(),
        first(since, Stage.DETECTED, beganAt),
        first(treated, Stage.APPLIED, beganAt),
        first(treated, Stage.HEALED, beganAt),
        first(treated, Stage.CLOSED, beganAt));
  }

  /** What is said of the incident about which something was done; nothing when there is none. */
  private static List<RemediationAudit> ofTreated(List<RemediationAudit> audits) {
    return audits.stream()
        .filter(audit -> audit.getStage() == Stage.APPLIED)
        .findFirst()
        .map(RemediationAudit::getIncidentId)
        .map(id -> audits.stream().filter(audit -> id.equals(audit.getIncidentId())).toList())
        .orElse(List.of());
  }

  private static long first(List<RemediationAudit> audits, Stage stage, Instant beganAt) {
    return audits.stream()
        .filter(audit -> audit.getStage() == stage)
        .mapToLong(audit -> Duration.between(beganAt, audit.getAt()).toSeconds())
        .min()
        .orElse(-1);
  }

  private static Map<String, Long> count(
      List<RemediationAudit> audits, Function<RemediationAudit, String> of) {
    return audits.stream().collect(Collectors.groupingBy(of, TreeMap::new, Collectors.counting()));
  }
}
