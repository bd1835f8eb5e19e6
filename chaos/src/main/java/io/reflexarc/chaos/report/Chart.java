package io.reflexarc.chaos.report;

import io.reflexarc.chaos.board.Words;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * Two lines over a story's time, with Reflexarc and without, as inline SVG.
 *
 * @param title for those who see it, and those who do not
 * @param minutes how long the story is
 * @param top the highest value shown, above 0
 * @param limit a line across, NaN for none
 * @param unit writes a value
 */
record Chart(String title, double minutes, double top, double limit, DoubleFunction<String> unit) {

  private static final int WIDTH = 1000;
  private static final int LEFT = 54;
  private static final int RIGHT = 12;
  private static final int MARKS = 22;
  private static final int BOTTOM = 26;
  private static final int MARK_GAP = 18;

  String svg(List<Series.Point> with, List<Series.Point> without, List<Mark> marks, int height) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
            WIDTH, height, Text.escape(title)));
    grid(svg, height);
    if (!Double.isNaN(limit) && limit <= top) {
      svg.append(
          format(
              "<line class=\"limit\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
              LEFT, WIDTH - RIGHT, y(limit, height), y(limit, height)));
    }
    svg.append(line("without", without, height)).append(line("with", with, height));
    marks(svg, marks, height);
    return svg.append("</svg>\n").toString();
  }

  private void grid(StringBuilder svg, int height) {
    for (int i = 0; i <= 2; i++) {
      double value = top * i / 2;
      svg.append(
          format(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                  + "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
              LEFT,
              WIDTH - RIGHT,
              y(value, height),
              y(value, height),
              LEFT - 6,
              y(value, height) + 4,
              Text.escape(unit.apply(value))));
    }
    double step = step();
    for (double at = 0; at <= minutes + 1e-9; at += step) {
      svg.append(
          format(
              "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
              x(at), height - 8, at == 0 ? "0 min" : String.valueOf(Math.round(at))));
    }
  }

  private String line(String name, List<Series.Point> points, int height) {
    String path =
        points.stream()
            .map(
                point ->
                    format(
                        "%.1f,%.1f", x(point.minutes()), y(Math.min(top, point.value()), height)))
            .collect(Collectors.joining(" "));
    return format("<polyline class=\"line %s\" points=\"%s\"/>\n", name, path);
  }

  /** Numbers on lines; what they stand for is written below the chart. */
  private void marks(StringBuilder svg, List<Mark> marks, int height) {
    double[] labels = labels(marks);
    for (int i = 0; i < labels.length; i++) {
      svg.append(
          format(
              "<path class=\"mark\" d=\"M%.1f %d L%.1f %d V%d\"/>"
                  + "<circle class=\"knob\" cx=\"%.1f\" cy=\"10\" r=\"8\"/>"
                  + "<text class=\"number\" x=\"%.1f\" y=\"14\" text-anchor=\"middle\">%d</text>\n",
              labels[i],
              18,
              x(minute(marks.get(i))),
              MARKS + 4,
              height - BOTTOM,
              labels[i],
              labels[i],
              i + 1));
    }
  }

  /** Where the numbers stand: above their lines, but beside each other and inside the chart. */
  private double[] labels(List<Mark> marks) {
    double[] labels = new double[marks.size()];
    for (int i = 0; i < labels.length; i++) {
      double x = x(minute(marks.get(i)));
      labels[i] = i == 0 ? x : Math.max(x, labels[i - 1] + MARK_GAP);
    }
    double most = WIDTH - RIGHT;
    for (int i = labels.length - 1; i >= 0; i--) {
      labels[i] = Math.min(labels[i], most);
      most = labels[i] - MARK_GAP;
    }
    return labels;
  }

  private static double minute(Mark mark) {
    return mark.at().toMillis() / 60_000.0;
  }

  static String legend(List<Mark> marks) {
    StringBuilder html = new StringBuilder("<ol class=\"marks\">");
    for (Mark mark : marks) {
      html.append("<li>")
          .append(Text.escape(mark.name()))
          .append(" <b>")
          .append(Words.clock(mark.at()))
          .append("</b></li>");
    }
    return html.append("</ol>\n").toString();
  }

  private double x(double at) {
    return LEFT + at / minutes * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value, int height) {
    return height - BOTTOM - value / top * (height - BOTTOM - MARKS - 6);
  }

  private double step() {
    for (double step : new double[] {1, 2, 5, 10, 15, 30, 60, 120, 240}) {
      if (minutes / step <= 8) {
        return step;
      }
    }
    return 480;
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  /** How long a story was, at least a minute. */
  static double minutes(Duration story) {
    return Math.max(1, story.toMillis() / 60_000.0);
  }
}
