package io.reflexarc.chaos.report;

import io.reflexarc.chaos.play.Trial;
import io.reflexarc.schemas.avro.RemediationAudit;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report as build servers read it: a test case for each trial. */
final class JunitXml {

  private JunitXml() {}

  static String of(DayReport day) {
    long crashed = day.trials().stream().filter(Trial.Crashed.class::isInstance).count();
    long failed = day.trials().size() - day.passes() - crashed;
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        String.format(
            Locale.ROOT,
            "<testsuites>\n<testsuite name=\"gameday\" tests=\"%d\" failures=\"%d\" errors=\"%d\""
                + " skipped=\"%d\" time=\"%s\" timestamp=\"%s\">\n",
            day.planned(),
            failed,
            crashed,
            day.planned() - day.trials().size(),
            seconds(day.took()),
            day.startedAt()));
    day.trials().forEach(trial -> xml.append(testCase(day.target(), trial)));
    return xml.append("</testsuite>\n</testsuites>\n").toString();
  }

  private static String testCase(String target, Trial trial) {
    return "<testcase classname=\"gameday.%s\" name=\"%s\" time=\"%s\">\n%s</testcase>\n"
        .formatted(
            target,
            Text.escape(trial.experiment().name()),
            seconds(trial.took()),
            whatBecame(trial));
  }

  private static String whatBecame(Trial trial) {
    if (trial instanceof Trial.Crashed crashed) {
      return "<error message=\"" + Text.escape(crashed.why()) + "\"/>\n";
    }
    Trial.Played played = (Trial.Played) trial;
    String failures = String.join("\n", played.with().verdict().failures());
    String failure =
        trial.passed()
            ? ""
            : "<failure message=\"%s, expected %s\">%s</failure>\n"
                .formatted(
                    played.with().verdict().outcome().word(),
                    played.with().verdict().expected().word(),
                    Text.escape(failures));
    return failure + "<system-out>" + Text.escape(audit(played)) + "</system-out>\n";
  }

  private static String audit(Trial.Played played) {
    return played.with().log().audits().stream().map(JunitXml::line).collect(Collectors.joining());
  }

  private static String line(RemediationAudit audit) {
    return audit.getAt() + " " + audit.getStage() + " " + audit.getReason() + "\n";
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
  }
}
