package io.reflexarc.chaos.report;

import io.reflexarc.chaos.board.Words;
import io.reflexarc.chaos.play.Trial;
import io.reflexarc.sandbox.scenario.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The report as people read it: one page that needs nothing beside itself. */
final class HtmlPage {

  private HtmlPage() {}

  static String of(DayReport day) {
    StringBuilder html = new StringBuilder();
    html.append(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Reflexarc game day</title>
        <style>
        """);
    html.append(PageStyle.CSS).append("</style>\n</head>\n<body>\n");
    head(html, day);
    summary(html, day);
    distributions(html, Spread.of(day.trials()));
    html.append("<h2>Each story</h2>\n");
    for (int i = 0; i < day.trials().size(); i++) {
      html.append(StoryCard.of(day.trials().get(i), i));
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private static void head(StringBuilder html, DayReport day) {
    html.append("<header>\n<div class=\"head\"><h1>Reflexarc game day</h1>")
        .append(chip(day.passed(), day.passed() ? "passed" : day.aborted() ? "aborted" : "failed"))
        .append("</div>\n<p class=\"soft\">")
        .append(
            Text.escape(
                "%s, %s, seed %d, on %s"
                    .formatted(
                        day.startedAt().toString().substring(0, 16).replace('T', ' ') + " UTC",
                        day.target().equals("sandbox") ? "in sandboxes" : "on a real cluster",
                        day.seed(),
                        day.machine())))
        .append("</p>\n</header>\n<div class=\"tiles\">\n");
    tile(html, day.passes() + " of " + day.planned(), "stories that ended as they should");
    List<Trial.Played> played = Spread.played(day.trials());
    double with = played.stream().mapToDouble(Trial.Played::burntWith).sum();
    double without = played.stream().mapToDouble(trial -> trial.burntWithout().orElse(0)).sum();
    if (played.stream().anyMatch(trial -> trial.without().isPresent())) {
      tile(
          html, Words.percent(with), "of a month's error budget burnt with Reflexarc, all stories");
      tile(html, Words.percent(without), "burnt without it, in the same time");
    }
    tile(html, Words.clock(day.took()), "real time of the whole day");
    html.append("</div>\n");
  }

  private static void tile(StringBuilder html, String number, String what) {
    html.append("<div class=\"tile\"><b>%s</b>%s</div>\n".formatted(number, Text.escape(what)));
  }

  private static void summary(StringBuilder html, DayReport day) {
    html.append(
        """
        <h2>All stories</h2>
        <div class="card wide"><table>
        <thead><tr><th>story</th><th>result</th><th>outcome</th><th class="n">detect</th><th class="n">decide</th>\
        <th class="n">apply</th><th class="n">recover</th><th class="n">budget burnt</th><th class="n">without</th>\
        <th><span class="soft">with, without</span></th></tr></thead>
        <tbody>
        """);
    double most =
        Spread.played(day.trials()).stream()
            .mapToDouble(trial -> Math.max(trial.burntWith(), trial.burntWithout().orElse(0)))
            .max()
            .orElse(0);
    for (int i = 0; i < day.trials().size(); i++) {
      html.append(row(day.trials().get(i), i, most));
    }
    html.append("</tbody></table></div>\n");
  }

  private static String row(Trial trial, int index, double most) {
    String story =
        "<tr><td><a href=\"#story-%d\">%s</a></td><td>%s</td>"
            .formatted(
                index,
                Text.escape(trial.experiment().name()),
                chip(trial.passed(), trial.passed() ? "ok" : "failed"));
    if (!(trial instanceof Trial.Played played)) {
      return story + "<td colspan=\"8\">could not be played</td></tr>\n";
    }
    StringBuilder cells = new StringBuilder(story);
    cells.append("<td>").append(played.with().verdict().outcome().word()).append("</td>");
    for (Moment moment : Moment.values()) {
      cells
          .append("<td class=\"n\">")
          .append(
              Optional.ofNullable(played.with().moments().get(moment))
                  .map(Words::clock)
                  .orElse("–"))
          .append("</td>");
    }
    return cells.append(burnt(played, most)).append("</tr>\n").toString();
  }

  private static String burnt(Trial.Played played, double most) {
    if (played.burntWithout().isEmpty()) {
      return cell("–") + cell("–") + "<td></td>";
    }
    double without = played.burntWithout().getAsDouble();
    return cell(Words.percent(played.burntWith()))
        + cell(Words.percent(without))
        + "<td class=\"bars\" aria-hidden=\"true\">"
        + bar("with", played.burntWith(), most)
        + bar("without", without, most)
        + "</td>";
  }

  private static void distributions(StringBuilder html, Spread spread) {
    html.append(
        """
        <h2>How long it takes</h2>
        <div class="card wide"><table>
        <thead><tr><th>stretch</th><th>time</th><th class="n">stories</th><th class="n">shortest</th>\
        <th class="n">half within</th><th class="n">nine of ten within</th><th class="n">longest</th></tr></thead>
        <tbody>
        """);
    for (Moment moment : Moment.values()) {
      stretch(html, moment, "of the story", spread.event());
      stretch(html, moment, "real", spread.real());
    }
    html.append(
        """
        </tbody></table>
        <p class="soft">Detect: from the fault to the incident. Decide: to the command; a policy's “for” is part of it.
        Apply: to its effect in the cluster. Recover: to the proof that it healed. A story's time runs faster than real time.</p>
        </div>
        """);
  }

  private static void stretch(
      StringBuilder html, Moment moment, String time, Map<Moment, Distribution> spread) {
    Distribution found = spread.get(moment);
    if (found != null) {
      html.append(
          "<tr><td>%s</td><td>%s</td>%s%s%s%s%s</tr>\n"
              .formatted(
                  moment.name().toLowerCase(Locale.ROOT),
                  time,
                  cell(String.valueOf(found.n())),
                  cell(seconds(found.min())),
                  cell(seconds(found.p50())),
                  cell(seconds(found.p90())),
                  cell(seconds(found.max()))));
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() < 10_000
        ? String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0)
        : Words.clock(duration);
  }

  private static String cell(String text) {
    return "<td class=\"n\">" + text + "</td>";
  }

  private static String bar(String name, double value, double most) {
    double share = most > 0 ? value / most * 100 : 0;
    return String.format(
        Locale.ROOT, "<div class=\"bar %s\" style=\"width:%.1f%%\"></div>", name, share);
  }

  /** A word that says how it went; the colour only repeats it. */
  static String chip(boolean good, String word) {
    return "<span class=\"chip %s\">%s</span>".formatted(good ? "good" : "bad", Text.escape(word));
  }
}
