package io.reflexarc.chaos.report;

/** Text that was said by others, safe inside XML and HTML. */
final class Text {

  private Text() {}

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().filter(Text::isAllowed).forEach(c -> append(safe, c));
    return safe.toString();
  }

  /** Control characters have no place in XML, not even escaped. */
  private static boolean isAllowed(int c) {
    return c == '\n'
        || c == '\t'
        || c >= 0x20 && c < 0xFFFE && !(c >= 0xD800 && c <= 0xDFFF)
        || c >= 0x10000;
  }

  private static void append(StringBuilder safe, int c) {
    switch (c) {
      case '&' -> safe.append("&amp;");
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      case '"' -> safe.append("&quot;");
      case '\'' -> safe.append("&#39;");
      default -> safe.appendCodePoint(c);
    }
  }
}
