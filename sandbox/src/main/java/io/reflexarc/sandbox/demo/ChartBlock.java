package io.reflexarc.sandbox.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Error rate and memory per version: a row each, the whole story from left to right. */
final class ChartBlock {

  private static final int NAMES = 12;
  private static final int NUMBERS = 26;

  /** The number beside an error chart is taken over so many buckets: five minutes. */
  private static final long WINDOW = Duration.ofMinutes(5).dividedBy(Charts.BUCKET);

  private ChartBlock() {}

  static List<Line> draw(Frame frame, int width, Glyphs glyphs) {
    Axis axis = new Axis(frame, Math.max(8, width - NAMES - NUMBERS));
    List<Line> lines = new ArrayList<>();
    double limit = frame.charts().choice().unhealthyAbove();
    String name = "errors";
    for (Map.Entry<String, VersionSeries> version : frame.charts().versions().entrySet()) {
      double[] values = axis.values(version.getValue()::errors);
      double latest = version.getValue().errors(axis.last - WINDOW, axis.last + 1);
      lines.add(
          row(name, version.getKey())
              .add(Sparkline.draw(values, Math.max(2 * limit, max(values)), limit, glyphs))
              .padTo(NAMES + axis.columns)
              .add(latest > limit ? Ink.BAD_BOLD : Ink.BOLD, "  " + percent(latest))
              .padTo(NAMES + axis.columns + 10)
              .add(Ink.DIM, "limit " + Words.percent(limit)));
      name = "";
    }
    double top = 0;
    for (VersionSeries series : frame.charts().versions().values()) {
      top = Math.max(top, max(axis.values(series::memory)));
    }
    name = "memory";
    for (Map.Entry<String, VersionSeries> version : frame.charts().versions().entrySet()) {
      double latest = version.getValue().memory(axis.last - 4, axis.last + 1);
      lines.add(
          row(name, version.getKey())
              .add(Sparkline.draw(axis.values(version.getValue()::memory), top, Double.NaN, glyphs))
              .padTo(NAMES + axis.columns)
              .add(Ink.BOLD, "  " + (Double.isNaN(latest) ? "-" : Words.bytes(latest))));
      name = "";
    }
    return lines;
  }

  private static Line row(String name, String version) {
    return Line.of(Ink.DIM, " " + name).padTo(8).add(Ink.BOLD, version).padTo(NAMES);
  }

  private static String percent(double ratio) {
    return Double.isNaN(ratio) ? "-" : Words.percent(ratio);
  }

  private static double max(double[] values) {
    double max = 0;
    for (double value : values) {
      max = Double.isNaN(value) ? max : Math.max(max, value);
    }
    return max;
  }

  /** Which buckets a column stands for. */
  private static final class Axis {

    private interface Reading {
      double over(long from, long to);
    }

    private final long first;
    private final long last;
    private final int columns;
    private final long perColumn;

    Axis(Frame frame, int columns) {
      this.columns = columns;
      first = Charts.bucketOf(frame.beganAt());
      last = Charts.bucketOf(frame.now());
      long whole = Charts.bucketOf(frame.beganAt().plus(frame.until())) - first + 1;
      perColumn = Math.max(1, (whole + columns - 1) / columns);
    }

    double[] values(Reading reading) {
      int filled = (int) Math.min(columns, (last - first) / perColumn + 1);
      double[] values = new double[filled];
      for (int i = 0; i < filled; i++) {
        long from = first + i * perColumn;
        values[i] = reading.over(from, from + perColumn);
      }
      return values;
    }
  }
}
