package io.reflexarc.sandbox.demo;

import io.reflexarc.sandbox.scenario.Audience;
import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.sandbox.scenario.Phase;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.Scenario;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One plain line a happening, as it happens: for logs, pipes and terminals that cannot do more. */
public final class PlainTimeline implements Audience {

  private final PrintStream out;
  private final Glyphs glyphs;
  private @Nullable Story story;

  /** Writes to {@code out}; signs outside ASCII only where {@code unicode} says that they show. */
  public PlainTimeline(PrintStream out, boolean unicode) {
    this.out = out;
    this.glyphs = unicode ? Glyphs.UNICODE : Glyphs.ASCII;
  }

  @Override
  public void step(String name, Duration since) {
    print(String.format(Locale.ROOT, "%5.1f s  %s", since.toMillis() / 1000.0, name));
  }

  @Override
  public void begins(Scenario scenario, Instant at, double speed) {
    story = new Story(scenario, at, speed);
    print("");
    print(Summary.heading(scenario));
    scenario.story().forEach(sentence -> print("  " + sentence));
    print("");
  }

  @Override
  public void phase(Instant at, Phase phase) {
    if (story != null) {
      print(story, story.phase(at, phase));
    }
  }

  @Override
  public void cluster(Instant at, String object, String says) {
    if (story != null) {
      Story told = story;
      told.cluster(at, object, says).ifPresent(happening -> print(told, happening));
    }
  }

  @Override
  public void heard(Heard heard) {
    if (story != null) {
      Story told = story;
      told.hear(heard).ifPresent(happening -> print(told, happening));
    }
  }

  @Override
  public void clock(Instant now) {
    // lines carry their own time
  }

  @Override
  public void ends(Playback playback) {
    print("");
    Summary.of(playback).forEach(this::print);
    out.flush();
  }

  private void print(Story told, Happening happening) {
    print(line(told.beganAt(), happening));
  }

  static String line(Instant beganAt, Happening happening) {
    String clock = Words.clock(Duration.between(beganAt, happening.at()));
    return String.format(
        Locale.ROOT, "%8s  %-8s %s", clock, happening.lane().word(), happening.what());
  }

  private void print(String line) {
    out.println(glyphs.fit(Line.clean(line)));
  }
}
