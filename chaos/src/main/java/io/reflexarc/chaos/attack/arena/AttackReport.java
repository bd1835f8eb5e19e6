package io.reflexarc.chaos.attack.arena;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.chaos.attack.check.Testimony;
import io.reflexarc.chaos.attack.check.Violation;
import io.reflexarc.sandbox.demo.ReportFile;
import io.reflexarc.schemas.avro.Stage;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of an attack.
 *
 * @param options that it was started with: the same seed and number give the same schedule
 * @param faults attacks that were carried out
 * @param kinds how many of each kind
 * @param seen how much was seen, by its name
 * @param violations what must never be, and was
 * @param eventTime that passed in the world
 * @param opening real time until all ran
 * @param took real time from then on
 */
public record AttackReport(
    AttackOptions options,
    int faults,
    Map<String, Tally.Line> kinds,
    Map<String, Long> seen,
    List<Violation> violations,
    Duration eventTime,
    Duration opening,
    Duration took) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies. */
  public AttackReport {
    violations = List.copyOf(violations);
  }

  static AttackReport of(
      AttackOptions options,
      Tally tally,
      Testimony testimony,
      List<Violation> violations,
      long requestsHit,
      Duration eventTime,
      Duration opening,
      Duration took) {
    return new AttackReport(
        options,
        tally.done(),
        tally.lines(),
        seen(testimony, requestsHit),
        violations,
        eventTime,
        opening,
        took);
  }

  private static Map<String, Long> seen(Testimony testimony, long requestsHit) {
    Map<String, Long> seen = new LinkedHashMap<>();
    seen.put("workloads made sick", (long) testimony.sicknesses().size());
    seen.put(
        "of those to be noticed by all means",
        testimony.sicknesses().stream().filter(testimony::mustBeTold).count());
    seen.put(
        "of those repaired by a human",
        testimony.sicknesses().stream().filter(it -> it.repairedAt().isPresent()).count());
    seen.put("commands", (long) testimony.commands().size());
    seen.put("effects", (long) testimony.effects().size());
    seen.put("audit records", (long) testimony.audits().size());
    for (Stage stage : List.of(Stage.HEALED, Stage.HELD, Stage.ESCALATED, Stage.EXPIRED)) {
      seen.put(
          "audit " + stage,
          testimony.audits().stream().filter(it -> it.value().getStage() == stage).count());
    }
    seen.put("dead letters", (long) testimony.deadLetters().size());
    seen.put("API requests that failed", requestsHit);
    return seen;
  }

  /** Whether nothing was violated, and all that was asked for was carried out. */
  public boolean passed() {
    return violations.isEmpty() && faults == options.faults();
  }

  /** As a table for people. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(Locale.ROOT, "%-44s %6s %9s %9s", "attack", "times", "mean", "longest"));
    kinds.forEach(
        (kind, line) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%-44s %6d %9s %9s",
                    kind,
                    line.count(),
                    seconds(line.mean()),
                    seconds(line.longest()))));
    lines.add("");
    seen.forEach((what, times) -> lines.add(String.format(Locale.ROOT, "%-44s %6d", what, times)));
    lines.add("");
    violations.forEach(
        it -> lines.add("VIOLATION " + it.invariant() + " " + it.about() + ": " + it.says()));
    lines.add(
        "seed %d: %d faults in %d s (after %d s to open), %d min of event time, %d violations"
            .formatted(
                options.seed(),
                faults,
                took.toSeconds(),
                opening.toSeconds(),
                eventTime.toMinutes(),
                violations.size()));
    return lines;
  }

  private static String seconds(Duration duration) {
    return duration.isZero()
        ? "-"
        : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /**
   * As JSON into a file.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  public void writeTo(Path file) {
    ObjectNode root = JSON.createObjectNode();
    root.put("seed", options.seed())
        .put("asked", options.faults())
        .put("faults", faults)
        .put("speed", options.speed())
        .put("passed", passed())
        .put("openingSeconds", opening.toSeconds())
        .put("seconds", took.toSeconds())
        .put("eventSeconds", eventTime.toSeconds());
    ObjectNode attacks = root.putObject("attacks");
    kinds.forEach(
        (kind, line) ->
            attacks
                .putObject(kind)
                .put("count", line.count())
                .put("meanMillis", line.mean().toMillis())
                .put("longestMillis", line.longest().toMillis()));
    ObjectNode numbers = root.putObject("seen");
    seen.forEach(numbers::put);
    ArrayNode wrong = root.putArray("violations");
    violations.forEach(
        it ->
            wrong
                .addObject()
                .put("invariant", it.invariant())
                .put("about", it.about())
                .put("says", it.says()));
    ReportFile.writeJson(file, root);
  }
}
