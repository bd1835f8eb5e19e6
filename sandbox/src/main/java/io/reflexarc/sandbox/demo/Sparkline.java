package io.reflexarc.sandbox.demo;

/** A row of numbers as a row of small bars. */
final class Sparkline {

  private Sparkline() {}

  /**
   * Draws values, one a column.
   *
   * @param values NaN where nothing was measured
   * @param top what a full bar stands for; higher values are shown as full
   * @param threshold values above it are drawn as bad; NaN for none
   */
  static Line draw(double[] values, double top, double threshold, Glyphs glyphs) {
    Line line = new Line();
    StringBuilder run = new StringBuilder();
    Ink ink = Ink.NORMAL;
    for (double value : values) {
      Ink wanted = Double.isNaN(value) ? Ink.NORMAL : value > threshold ? Ink.BAD : Ink.GOOD;
      if (wanted != ink && run.length() > 0) {
        line.add(ink, run.toString());
        run.setLength(0);
      }
      ink = wanted;
      run.append(bar(value, top, glyphs.ramp()));
    }
    return run.length() == 0 ? line : line.add(ink, run.toString());
  }

  private static char bar(double value, double top, String ramp) {
    if (Double.isNaN(value)) {
      return ' ';
    }
    double share = top > 0 ? Math.max(0, Math.min(1, value / top)) : 0;
    return ramp.charAt((int) Math.min(ramp.length() - 1L, Math.round(share * (ramp.length() - 1))));
  }
}
