package io.reflexarc.sandbox.demo;

import java.util.Locale;
import java.util.Map;

/**
 * The signs that are drawn with.
 *
 * @param ramp from low to high
 * @param full a filled cell of a bar
 * @param hollow an empty cell of a bar
 * @param rule a horizontal line's cell
 * @param arrow from one station to the next
 * @param on a station that just did something
 * @param off a station at rest
 * @param ellipsis something is missing here
 * @param fault where the fault was put in
 * @param times repeated so often
 * @param ascii whether other text must be brought down to ASCII
 */
record Glyphs(
    String ramp,
    String full,
    String hollow,
    String rule,
    String arrow,
    String on,
    String off,
    String ellipsis,
    String fault,
    String times,
    boolean ascii) {

  static final Glyphs UNICODE =
      new Glyphs("▁▂▃▄▅▆▇█", "━", "╌", "─", "──▶", "●", "○", "…", "▾", "×", false);

  static final Glyphs ASCII =
      new Glyphs("_.-:=+*#", "#", ".", "-", "-->", "*", "o", "...", "v", "x", true);

  /** What the locale of this environment can show. */
  static Glyphs of(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        String upper = value.toUpperCase(Locale.ROOT);
        return upper.contains("UTF-8") || upper.contains("UTF8") ? UNICODE : ASCII;
      }
    }
    return ASCII;
  }

  /** Text that this alphabet can show. */
  String fit(String text) {
    if (!ascii) {
      return text;
    }
    String simple =
        text.replace("→", "->")
            .replace("×", "x")
            .replace("≤", "<=")
            .replace("≥", ">=")
            .replace("·", "-")
            .replace("…", "...")
            .replace("—", "-")
            .replace("–", "-");
    StringBuilder fitted = new StringBuilder(simple.length());
    simple.chars().forEach(c -> fitted.append(c < 128 ? (char) c : '?'));
    return fitted.toString();
  }
}
