package io.reflexarc.sandbox.demo;

import io.reflexarc.sandbox.scenario.Audience;
import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.sandbox.scenario.Phase;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The timeline as a picture that moves, on the terminal's second screen. However the process ends,
 * {@link #close} gives the terminal back as it was; it may be called from a shutdown hook.
 */
public final class LiveTimeline implements Audience, AutoCloseable {

  private static final String SECOND_SCREEN = "\u001b[?1049h\u001b[?25l\u001b[2J";
  private static final String FIRST_SCREEN = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_SCREEN = "\u001b[J";

  private final Terminal terminal;
  private final Glyphs glyphs;
  private final boolean colour;
  private final PlainTimeline plain;
  private final AtomicBoolean resized = new AtomicBoolean(true);
  private final AtomicBoolean onSecondScreen = new AtomicBoolean();
  private Size size = Size.of(80, 24);
  private @Nullable Story story;

  private LiveTimeline(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.glyphs = Glyphs.of(environment);
    this.colour = environment.getOrDefault("NO_COLOR", "").isEmpty();
    this.plain =
        new PlainTimeline(
            new PrintStream(terminal.output(), true, StandardCharsets.UTF_8), !glyphs.ascii());
    terminal.handle(Terminal.Signal.WINCH, signal -> resized.set(true));
  }

  /** Takes over the terminal of this process. */
  public static LiveTimeline onTerminal(Map<String, String> environment) throws IOException {
    return new LiveTimeline(
        TerminalBuilder.builder().system(true).encoding(StandardCharsets.UTF_8).build(),
        environment);
  }

  /**
   * Whether a person sits at a terminal that can show it. Whoever starts the process looks at its
   * input and output and sets {@code reflexarc.terminal}: Java cannot tell in every release.
   */
  public static boolean fits(Map<String, String> environment) {
    String type = environment.getOrDefault("TERM", "dumb");
    return Boolean.getBoolean("reflexarc.terminal") && !type.isEmpty() && !type.equals("dumb");
  }

  @Override
  public void step(String name, Duration since) {
    plain.step(name, since);
  }

  @Override
  public void begins(Scenario scenario, Instant at, double speed) {
    story = new Story(scenario, at, speed);
    if (onSecondScreen.compareAndSet(false, true)) {
      write(SECOND_SCREEN);
    }
    clock(at);
  }

  @Override
  public void phase(Instant at, Phase phase) {
    if (story != null) {
      story.phase(at, phase);
    }
  }

  @Override
  public void cluster(Instant at, String object, String says) {
    if (story != null) {
      story.cluster(at, object, says);
    }
  }

  @Override
  public void heard(Heard heard) {
    if (story != null) {
      story.hear(heard);
    }
  }

  @Override
  public void clock(Instant now) {
    if (story == null || !onSecondScreen.get()) {
      return;
    }
    if (resized.compareAndSet(true, false)) {
      Size found = terminal.getSize();
      size = found.getColumns() > 0 && found.getRows() > 0 ? found : Size.of(80, 24);
      write("\u001b[2J");
    }
    draw(story.frame(now));
  }

  @Override
  public void ends(Playback playback) {
    restore();
    if (story != null) {
      Story told = story;
      Frame last = told.frame(playback.span().endedAt());
      write(glyphs.fit(Summary.heading(playback.scenario())) + "\n\n");
      last.happenings().stream()
          .filter(happening -> happening.weight() != Happening.Weight.QUIET)
          .forEach(happening -> write(paint(told, happening) + "\n"));
    }
    plain.ends(playback);
  }

  @Override
  public void close() {
    restore();
    try {
      terminal.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the terminal cannot be given back", e);
    }
  }

  private void draw(Frame frame) {
    List<Line> lines = new Screen(glyphs).draw(frame, size.getColumns(), size.getRows());
    StringBuilder picture = new StringBuilder(HOME);
    for (int i = 0; i < lines.size(); i++) {
      picture.append(colour ? lines.get(i).ansi() : lines.get(i).plain()).append(REST_OF_LINE);
      if (i < lines.size() - 1) {
        picture.append("\r\n");
      }
    }
    write(picture.append(REST_OF_SCREEN).toString());
  }

  private String paint(Story told, Happening happening) {
    String text = glyphs.fit(PlainTimeline.line(told.beganAt(), happening));
    Line line = Line.of(HappeningBlock.ink(happening), text);
    return colour ? line.ansi() : line.plain();
  }

  private void restore() {
    if (onSecondScreen.compareAndSet(true, false)) {
      write(FIRST_SCREEN);
    }
  }

  private void write(String text) {
    terminal.writer().write(text);
    terminal.writer().flush();
  }
}
