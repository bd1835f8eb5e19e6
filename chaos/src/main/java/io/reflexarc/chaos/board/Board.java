package io.reflexarc.chaos.board;

import io.reflexarc.chaos.play.Experiment;
import io.reflexarc.chaos.play.Part;
import io.reflexarc.chaos.play.Trial;
import io.reflexarc.chaos.play.Watcher;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.sandbox.scenario.Scenario;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table that grows: a line for each trial that is over. On a terminal what is being played
 * stands below it and moves; elsewhere each phase is a line of its own. Thread-safe.
 */
public final class Board implements Watcher {

  private static final Duration REDRAW = Duration.ofMillis(250);

  private final PrintStream out;
  private final Screen screen;
  private final Estimate estimate;
  private final RealTime real;
  private final Map<Experiment, Playing> playing = new LinkedHashMap<>();
  private Duration drawnAt = Duration.ZERO;
  private int live;

  /**
   * @param screen what is written on
   * @param experiments how many there are
   * @param atOnce how many are played at once
   */
  public Board(PrintStream out, Screen screen, int experiments, int atOnce, RealTime real) {
    this.out = out;
    this.screen = screen;
    this.estimate = new Estimate(experiments, atOnce);
    this.real = real;
  }

  /** Writes what stands above the table. */
  public synchronized void open(String title) {
    print(title);
    print("");
    print(Row.heading());
  }

  @Override
  public synchronized void begins(Experiment experiment, Part part, Scenario scenario) {
    playing.put(experiment, new Playing(part, Duration.ZERO, scenario.until(), scenario.title()));
    draw(true);
  }

  @Override
  public synchronized void says(Experiment experiment, Part part, Duration at, String what) {
    playing.computeIfPresent(experiment, (key, now) -> now.saying(what));
    if (screen.terminal()) {
      draw(true);
    } else if (part == Part.WITH) {
      print(
          String.format(Locale.ROOT, "       %s  %s %s", experiment.name(), Words.clock(at), what));
    }
  }

  @Override
  public synchronized void clock(Experiment experiment, Part part, Duration at, Duration until) {
    playing.computeIfPresent(experiment, (key, now) -> now.at(at));
    draw(false);
  }

  @Override
  public synchronized void done(Trial trial) {
    playing.remove(trial.experiment());
    estimate.done();
    clear();
    print(Row.of(trial));
    reasons(trial).forEach(reason -> print("       " + reason));
    draw(true);
  }

  /** Writes what stands below the table. */
  public synchronized void close(List<String> lines) {
    playing.clear();
    clear();
    lines.forEach(this::print);
    out.flush();
  }

  private static List<String> reasons(Trial trial) {
    return trial instanceof Trial.Crashed crashed
        ? List.of(crashed.why())
        : ((Trial.Played) trial).with().verdict().failures();
  }

  private void draw(boolean now) {
    Duration at = real.elapsed();
    if (!screen.terminal() || !now && at.minus(drawnAt).compareTo(REDRAW) < 0) {
      return;
    }
    drawnAt = at;
    clear();
    List<String> lines = new ArrayList<>();
    playing.forEach((experiment, state) -> lines.add(state.line(experiment)));
    lines.add(estimate.line(at, playing.values().stream().mapToDouble(Playing::share).sum()));
    lines.forEach(line -> out.println(screen.movable(line)));
    live = lines.size();
    out.flush();
  }

  /** Takes away what moves. */
  private void clear() {
    if (live > 0) {
      out.print(screen.takeBack(live));
      live = 0;
    }
  }

  private void print(String line) {
    out.println(screen.fit(line));
  }

  /** What an experiment does now. */
  private record Playing(Part part, Duration at, Duration until, String says) {

    /** With Reflexarc takes most of a trial's time. */
    private static final double WITH = 0.85;

    Playing at(Duration now) {
      return new Playing(part, now, until, says);
    }

    Playing saying(String what) {
      return new Playing(part, at, until, what);
    }

    double share() {
      double of = Math.min(1, (double) at.toMillis() / Math.max(1, until.toMillis()));
      return part == Part.WITH ? of * WITH : WITH + of * (1 - WITH);
    }

    String line(Experiment experiment) {
      return String.format(
          Locale.ROOT,
          "  >  %-24s %7s of %-8s %s: %s",
          experiment.name(),
          Words.clock(at),
          Words.clock(until),
          part.word(),
          says);
    }
  }
}
