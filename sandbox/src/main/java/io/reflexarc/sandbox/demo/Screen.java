package io.reflexarc.sandbox.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Draws a frame: header, charts, the straight line, what happened, what is waited for. */
final class Screen {

  private static final int MOST_WAITS = 3;
  private static final int LEAST_WIDTH = 40;

  private final Glyphs glyphs;

  Screen(Glyphs glyphs) {
    this.glyphs = glyphs;
  }

  /** Exactly {@code height} lines, none wider than {@code width}. */
  List<Line> draw(Frame frame, int width, int height) {
    int columns = Math.max(LEAST_WIDTH, width);
    List<Line> top = new ArrayList<>();
    top.add(header(frame, columns));
    top.add(progress(frame, columns));
    top.addAll(ChartBlock.draw(frame, columns, glyphs));
    top.add(straightLine(frame, columns));
    List<Line> bottom = waits(frame, columns);
    int room = height - top.size() - bottom.size();
    List<Line> lines = new ArrayList<>(top);
    if (room > 0) {
      List<Line> middle = HappeningBlock.draw(frame, columns, room, glyphs);
      lines.addAll(middle);
      for (int i = middle.size(); i < room; i++) {
        lines.add(Line.empty());
      }
    }
    lines.addAll(bottom);
    return lines.stream().limit(height).map(line -> line.cut(width, glyphs)).toList();
  }

  private Line header(Frame frame, int width) {
    String right =
        Words.clock(frame.elapsed())
            + " of at most "
            + Words.clock(frame.until())
            + ", "
            + speed(frame.speed());
    return Line.of(Ink.BOLD, " Reflexarc ")
        .add(Ink.NORMAL, glyphs.fit(frame.title()))
        .cut(width - right.length() - 2, glyphs)
        .padTo(width - right.length() - 1)
        .add(Ink.DIM, right);
  }

  private String speed(double speed) {
    if (Double.isInfinite(speed)) {
      return "full speed";
    }
    String number =
        speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed);
    return number + glyphs.times();
  }

  private Line progress(Frame frame, int width) {
    int cells = width - 2;
    double share = (double) frame.elapsed().toMillis() / frame.until().toMillis();
    int filled = (int) Math.round(Math.max(0, Math.min(1, share)) * cells);
    Instant faultAt = frame.faultAt();
    StringBuilder bar = new StringBuilder();
    bar.append(glyphs.full().repeat(filled)).append(glyphs.hollow().repeat(cells - filled));
    if (faultAt == null) {
      return Line.of(Ink.DIM, " " + bar);
    }
    long since = faultAt.toEpochMilli() - frame.beganAt().toEpochMilli();
    int mark = (int) Math.min(cells - 1L, cells * since / frame.until().toMillis());
    return Line.of(Ink.DIM, " " + bar.substring(0, mark))
        .add(Ink.BAD_BOLD, glyphs.fault())
        .add(Ink.DIM, bar.substring(Math.min(cells, mark + 1)));
  }

  private Line straightLine(Frame frame, int width) {
    Line line = Line.of(Ink.DIM, glyphs.rule() + " ");
    Lane[] lanes = Lane.values();
    for (int i = 0; i < lanes.length; i++) {
      boolean lit = frame.lit().contains(lanes[i]);
      line.add(lit ? Ink.of(lanes[i]) : Ink.DIM, lit ? glyphs.on() : glyphs.off())
          .add(lit ? Ink.BOLD : Ink.DIM, " " + lanes[i].word() + " ");
      if (i < lanes.length - 1) {
        line.add(Ink.DIM, glyphs.arrow() + " ");
      }
    }
    return line.add(Ink.DIM, glyphs.rule().repeat(Math.max(0, width - line.width() - 1)));
  }

  private List<Line> waits(Frame frame, int width) {
    if (frame.waits().isEmpty()) {
      return List.of();
    }
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Ink.DIM, glyphs.rule().repeat(width - 1)));
    int bar = Math.min(24, width / 4);
    for (Wait wait : frame.waits().stream().limit(MOST_WAITS).toList()) {
      int filled = (int) Math.floor(wait.fraction(frame.now()) * bar);
      String clock = Words.clock(wait.passed(frame.now())) + " / " + Words.clock(wait.length());
      int room = width - bar - 20;
      lines.add(
          Line.of(Ink.NORMAL, " " + glyphs.fit(wait.what()))
              .cut(room, glyphs)
              .padTo(room + 1)
              .add(Ink.WARN, glyphs.full().repeat(filled))
              .add(Ink.DIM, glyphs.hollow().repeat(bar - filled))
              .add(Ink.BOLD, " " + clock));
    }
    return lines;
  }
}
