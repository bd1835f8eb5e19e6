package io.reflexarc.chaos.board;

/**
 * What is written on.
 *
 * @param terminal whether lines can be taken back
 * @param unicode whether signs outside ASCII show
 */
public record Screen(boolean terminal, boolean unicode) {

  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final String TAKE_BACK = "\u001b[1A\u001b[2K";

  /** The line as it shows: without control characters. */
  String fit(String line) {
    StringBuilder fitted = new StringBuilder(line.length());
    line.codePoints()
        .filter(c -> !Character.isISOControl(c))
        .forEach(c -> fitted.appendCodePoint(unicode || c < 128 ? c : '?'));
    return fitted.toString();
  }

  /** A line that can be taken back: it stays one row, whatever the terminal's width. */
  String movable(String line) {
    return NO_WRAP + fit(line) + WRAP;
  }

  /** Takes back so many lines. */
  String takeBack(int lines) {
    return TAKE_BACK.repeat(lines);
  }
}
