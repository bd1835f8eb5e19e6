package io.reflexarc.chaos.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.chaos.play.Trial;
import io.reflexarc.sandbox.demo.Report;
import io.reflexarc.sandbox.scenario.Moment;
import io.reflexarc.sandbox.scenario.Span;
import io.reflexarc.sandbox.scenario.UnattendedCourse;
import io.reflexarc.sandbox.scenario.course.Course;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The report as other programs read it: for each scenario what {@code demo --report} writes, and
 * beside it the error budget burnt with Reflexarc and without; then the distributions over all.
 */
final class JsonReport {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  static String of(DayReport day) {
    ObjectNode root = JSON.createObjectNode();
    root.put("startedAt", day.startedAt().toString());
    root.put("target", day.target());
    root.put("passed", day.passed());
    root.put("aborted", day.aborted());
    root.putObject("count")
        .put("planned", day.planned())
        .put("tried", day.trials().size())
        .put("passed", day.passes());
    root.put("seed", day.seed());
    root.put("machine", day.machine());
    root.put("realMillis", day.took().toMillis());
    Spread spread = Spread.of(day.trials());
    ObjectNode distributions = root.putObject("distributions");
    put(distributions.putObject("event"), spread.event());
    put(distributions.putObject("real"), spread.real());
    var scenarios = root.putArray("scenarios");
    day.trials().forEach(trial -> scenarios.add(node(trial)));
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the report is no JSON", e);
    }
  }

  private static ObjectNode node(Trial trial) {
    ObjectNode node =
        trial instanceof Trial.Played played
            ? played(played)
            : JSON.createObjectNode()
                .put("scenario", trial.experiment().name())
                .put("passed", false)
                .put("crashed", ((Trial.Crashed) trial).why());
    return node.put("run", trial.experiment().run())
        .put("seed", trial.experiment().seed())
        .put("realMillis", trial.took().toMillis());
  }

  private static ObjectNode played(Trial.Played trial) {
    ObjectNode node = JSON.valueToTree(Report.of(trial.with()));
    if (node.at("/millis/real") instanceof ObjectNode real) {
      trial.real().forEach((moment, took) -> real.put(word(moment), took.toMillis()));
    }
    trial.without().ifPresent(without -> budget(node.putObject("budget"), trial, without));
    return node;
  }

  private static void budget(ObjectNode budget, Trial.Played trial, UnattendedCourse without) {
    budget.put("objective", trial.with().scenario().expect().budget().objective());
    budget.put("ofDays", Course.MONTH.toDays());
    budget.put("burntWith", trial.burntWith());
    budget.put("burntWithout", trial.burntWithout().orElse(0));
    budget.put("badRequestsWith", bad(trial.with().course(), trial.with().span()));
    budget.put("badRequestsWithout", bad(without.course(), without.span()));
  }

  private static long bad(Course course, Span span) {
    return course.bad(span.faultAt(), span.endedAt());
  }

  private static void put(ObjectNode into, Map<Moment, Distribution> spread) {
    spread.forEach(
        (moment, distribution) -> {
          ObjectNode node = into.putObject(word(moment));
          node.put("n", distribution.n());
          node.put("minMillis", millis(distribution.min()));
          node.put("p50Millis", millis(distribution.p50()));
          node.put("p90Millis", millis(distribution.p90()));
          node.put("maxMillis", millis(distribution.max()));
        });
  }

  private static long millis(Duration duration) {
    return duration.toMillis();
  }

  private static String word(Moment moment) {
    return moment.name().toLowerCase(Locale.ROOT);
  }
}
