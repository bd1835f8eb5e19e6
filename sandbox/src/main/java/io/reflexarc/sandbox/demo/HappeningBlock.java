package io.reflexarc.sandbox.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The latest happenings: one list on a narrow screen, a column for each station on a wide one. */
final class HappeningBlock {

  private static final int COLUMNS_FROM_WIDTH = 130;
  private static final int CLOCK = 7;

  private HappeningBlock() {}

  static List<Line> draw(Frame frame, int width, int height, Glyphs glyphs) {
    return width >= COLUMNS_FROM_WIDTH
        ? columns(frame, width, height, glyphs)
        : list(frame, width, height, glyphs);
  }

  private static List<Line> list(Frame frame, int width, int height, Glyphs glyphs) {
    List<Line> lines = new ArrayList<>();
    for (int i = frame.happenings().size() - 1; i >= 0 && lines.size() < height; i--) {
      Happening happening = frame.happenings().get(i);
      int indent = CLOCK + 9;
      List<String> wrapped = wrap(glyphs.fit(happening.what()), width - indent, 2, glyphs);
      List<Line> block = new ArrayList<>();
      for (int row = 0; row < wrapped.size(); row++) {
        Line line =
            row == 0
                ? Line.of(Ink.DIM, clock(frame.beganAt(), happening))
                    .padTo(CLOCK + 1)
                    .add(Ink.of(happening.lane()), happening.lane().word())
                : Line.empty();
        block.add(line.padTo(indent).add(ink(happening), wrapped.get(row)));
      }
      if (lines.size() + block.size() > height) {
        break;
      }
      lines.addAll(0, block);
    }
    return lines;
  }

  private static List<Line> columns(Frame frame, int width, int height, Glyphs glyphs) {
    int column = (width - 1) / Lane.values().length;
    List<List<Line>> lanes = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      lanes.add(lane(frame, lane, column - 2, height, glyphs));
    }
    List<Line> lines = new ArrayList<>();
    for (int row = 0; row < height; row++) {
      Line line = Line.empty();
      for (int i = 0; i < lanes.size(); i++) {
        line.padTo(1 + i * column);
        if (row < lanes.get(i).size()) {
          line.add(lanes.get(i).get(row));
        }
      }
      lines.add(line);
    }
    return lines;
  }

  private static List<Line> lane(Frame frame, Lane lane, int width, int height, Glyphs glyphs) {
    List<Line> lines = new ArrayList<>();
    for (int i = frame.happenings().size() - 1; i >= 0 && lines.size() < height; i--) {
      Happening happening = frame.happenings().get(i);
      if (happening.lane() != lane) {
        continue;
      }
      List<String> wrapped = wrap(glyphs.fit(happening.what()), width - CLOCK, 4, glyphs);
      List<Line> block = new ArrayList<>();
      for (int row = 0; row < wrapped.size(); row++) {
        String clock = row == 0 ? clock(frame.beganAt(), happening) : "";
        block.add(Line.of(Ink.DIM, clock).padTo(CLOCK).add(ink(happening), wrapped.get(row)));
      }
      if (lines.size() + block.size() > height) {
        break;
      }
      lines.addAll(0, block);
    }
    return lines;
  }

  /** Words in lines of that width; the last line that fits ends in an ellipsis. */
  static List<String> wrap(String text, int width, int most, Glyphs glyphs) {
    int room = Math.max(8, width);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Arrays.asList(Line.clean(text).strip().split(" +"))) {
      String rest = word;
      if (line.length() > 0 && line.length() + 1 + rest.length() > room) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > room) {
        lines.add(rest.substring(0, room));
        rest = rest.substring(room);
      }
      line.append(line.length() > 0 ? " " : "").append(rest);
    }
    lines.add(line.toString());
    if (lines.size() <= most) {
      return lines;
    }
    List<String> kept = new ArrayList<>(lines.subList(0, most));
    String last = kept.get(most - 1);
    int keep = Math.min(last.length(), room - glyphs.ellipsis().length());
    kept.set(most - 1, last.substring(0, Math.max(0, keep)) + glyphs.ellipsis());
    return kept;
  }

  static Ink ink(Happening happening) {
    return switch (happening.weight()) {
      case BAD -> Ink.BAD;
      case GOOD -> Ink.GOOD_BOLD;
      case QUIET -> Ink.DIM;
      case PLAIN -> Ink.NORMAL;
    };
  }

  private static String clock(Instant beganAt, Happening happening) {
    String text = Words.clock(Duration.between(beganAt, happening.at()));
    return " ".repeat(Math.max(0, CLOCK - 1 - text.length())) + text;
  }
}
