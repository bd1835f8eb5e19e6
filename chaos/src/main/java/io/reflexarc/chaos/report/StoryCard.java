package io.reflexarc.chaos.report;

import io.reflexarc.chaos.board.Words;
import io.reflexarc.chaos.play.Trial;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.UnattendedCourse;
import io.reflexarc.schemas.avro.RemediationAudit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** One story on the page: what it is, how it went, its charts and its timeline. */
final class StoryCard {

  private static final int MOST_LINES = 200;
  private static final int TALL = 270;
  private static final int LOW = 170;

  private StoryCard() {}

  static String of(Trial trial, int index) {
    StringBuilder html = new StringBuilder();
    html.append("<section class=\"card\" id=\"story-%d\">\n".formatted(index));
    if (trial instanceof Trial.Played played) {
      played(html, played);
    } else {
      title(html, trial, trial.experiment().name(), "could not be played");
      html.append("<p>").append(Text.escape(((Trial.Crashed) trial).why())).append("</p>\n");
    }
    return html.append("</section>\n").toString();
  }

  private static void played(StringBuilder html, Trial.Played trial) {
    Playback with = trial.with();
    Scenario scenario = with.scenario();
    title(
        html,
        trial,
        trial.experiment().name() + ": " + scenario.title(),
        with.verdict().outcome().word());
    scenario.story().forEach(line -> html.append("<p>").append(Text.escape(line)).append("</p>\n"));
    failures(html, with.verdict().failures());
    trial.without().ifPresent(without -> charts(html, trial, without));
    timeline(html, trial);
  }

  private static void title(StringBuilder html, Trial trial, String title, String outcome) {
    html.append("<div class=\"head\"><h3>%s</h3>".formatted(Text.escape(title)))
        .append(HtmlPage.chip(trial.passed(), trial.passed() ? outcome : "failed: " + outcome))
        .append("</div>\n");
  }

  private static void failures(StringBuilder html, List<String> failures) {
    if (!failures.isEmpty()) {
      html.append("<ul class=\"failures\">");
      failures.forEach(failure -> html.append("<li>").append(Text.escape(failure)).append("</li>"));
      html.append("</ul>\n");
    }
  }

  private static void charts(StringBuilder html, Trial.Played trial, UnattendedCourse without) {
    List<Mark> marks = Mark.of(trial);
    html.append(
        """
        <div class="key"><span><svg viewBox="0 0 34 10" aria-hidden="true"><line class="line with" x1="0" x2="34" y1="5" y2="5"/></svg>\
        with Reflexarc</span><span><svg viewBox="0 0 34 10" aria-hidden="true"><line class="line without" x1="0" x2="34" y1="5" y2="5"/></svg>\
        without</span></div>
        """);
    html.append(errors(trial, without, marks))
        .append(ready(trial, without, marks))
        .append(Chart.legend(marks));
    html.append(
        "<p class=\"soft\">Of a month's error budget at %s, %s was burnt with Reflexarc and %s without.</p>\n"
            .formatted(
                Words.percent(trial.with().scenario().expect().budget().objective()),
                Words.percent(trial.burntWith()),
                Words.percent(trial.burntWithout().orElse(0))));
  }

  private static String errors(Trial.Played trial, UnattendedCourse other, List<Mark> marks) {
    List<Series.Point> with = Series.badShare(trial.with().course(), trial.with().span());
    List<Series.Point> without = Series.badShare(other.course(), other.span());
    double limit = trial.with().scenario().charts().unhealthyAbove();
    double top = Math.max(1.5 * limit, 1.08 * Math.max(highest(with), highest(without)));
    Chart chart =
        new Chart("Share of requests that failed", minutes(trial), top, limit, Words::percent);
    return figure(
        "Share of requests that failed; dotted: the limit of " + Words.percent(limit),
        chart.svg(with, without, marks, TALL));
  }

  private static String ready(Trial.Played trial, UnattendedCourse other, List<Mark> marks) {
    List<Series.Point> with = Series.ready(trial.with().course(), trial.with().span());
    List<Series.Point> without = Series.ready(other.course(), other.span());
    double top = Math.max(2, 2 * Math.ceil(Math.max(highest(with), highest(without)) * 0.55));
    Chart chart =
        new Chart(
            "Pods that get requests",
            minutes(trial),
            top,
            Double.NaN,
            value -> String.format(Locale.ROOT, "%.0f", value));
    return figure("Pods that get requests", chart.svg(with, without, marks, LOW));
  }

  private static String figure(String caption, String svg) {
    return "<figure><figcaption>%s</figcaption>\n%s</figure>\n"
        .formatted(Text.escape(caption), svg);
  }

  private record Line(Duration at, String who, String what) {}

  private static void timeline(StringBuilder html, Trial.Played trial) {
    html.append(
        """
        <details><summary>Timeline</summary><div class="wide"><table>
        <thead><tr><th class="n">at</th><th>who</th><th>what</th></tr></thead><tbody>
        """);
    List<Line> lines = lines(trial.with());
    for (Line line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
      html.append(
          "<tr><td class=\"n\">%s</td><td>%s</td><td class=\"what\">%s</td></tr>\n"
              .formatted(
                  Words.clock(line.at()), Text.escape(line.who()), Text.escape(line.what())));
    }
    html.append("</tbody></table></div></details>\n");
  }

  private static List<Line> lines(Playback with) {
    List<Line> lines = new ArrayList<>();
    with.scenario().phases().stream()
        .filter(phase -> phase.at().compareTo(story(with)) <= 0)
        .forEach(phase -> lines.add(new Line(phase.at(), "game day", phase.says())));
    for (RemediationAudit audit : with.log().audits()) {
      lines.add(
          new Line(
              Duration.between(with.span().beganAt(), audit.getAt()),
              audit.getActor() + " " + audit.getStage(),
              audit.getReason()));
    }
    lines.sort(Comparator.comparing(Line::at));
    return lines;
  }

  private static double highest(List<Series.Point> points) {
    return points.stream().mapToDouble(Series.Point::value).max().orElse(0);
  }

  private static double minutes(Trial.Played trial) {
    return Chart.minutes(story(trial.with()));
  }

  private static Duration story(Playback with) {
    return Duration.between(with.span().beganAt(), with.span().endedAt());
  }
}
