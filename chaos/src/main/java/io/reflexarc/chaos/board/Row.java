package io.reflexarc.chaos.board;

import io.reflexarc.chaos.play.Trial;
import io.reflexarc.sandbox.scenario.Moment;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A line of the table: one trial. */
final class Row {

  private static final String FORM = "%-4s %-24s %-10s %-10s %8s %8s %8s %8s %10s %10s %7s";

  private Row() {}

  static String heading() {
    return form(
        "",
        "scenario",
        "outcome",
        "expected",
        "detect",
        "decide",
        "apply",
        "recover",
        "burnt",
        "without",
        "took");
  }

  static String of(Trial trial) {
    if (trial instanceof Trial.Played played) {
      Map<Moment, Duration> took = played.with().moments();
      return form(
          played.passed() ? "ok" : "FAIL",
          trial.experiment().name(),
          played.with().verdict().outcome().word(),
          played.with().verdict().expected().word(),
          clock(took, Moment.DETECT),
          clock(took, Moment.DECIDE),
          clock(took, Moment.APPLY),
          clock(took, Moment.RECOVER),
          played.without().isPresent() ? Words.percent(played.burntWith()) : "-",
          played.burntWithout().stream().mapToObj(Words::percent).findFirst().orElse("-"),
          Words.clock(trial.took()));
    }
    return form(
        "FAIL",
        trial.experiment().name(),
        "crashed",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        Words.clock(trial.took()));
  }

  private static String form(Object... cells) {
    return String.format(Locale.ROOT, FORM, cells).stripTrailing();
  }

  private static String clock(Map<Moment, Duration> took, Moment moment) {
    return Optional.ofNullable(took.get(moment)).map(Words::clock).orElse("-");
  }
}
