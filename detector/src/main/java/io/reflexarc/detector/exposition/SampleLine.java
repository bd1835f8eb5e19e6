package io.reflexarc.detector.exposition;

import java.util.HashMap;
import java.util.Map;

/** One line of a sample, {@code name{label="value"} 1.5}, what follows the value left out. */
record SampleLine(String name, Map<String, String> labels, double value) {

  /** The metric's name alone, to tell cheaply whether the rest is worth reading. */
  static String nameOf(String line) {
    int end = 0;
    while (end < line.length() && isNameCharacter(line.charAt(end), end == 0)) {
      end++;
    }
    return line.substring(0, end);
  }

  static SampleLine parse(String line, String name, ExpositionLimits limits)
      throws MalformedExpositionException {
    return new Reader(line, limits).read(name);
  }

  /** Go's and OpenMetrics' spelling of numbers. */
  static double number(String text) throws MalformedExpositionException {
    switch (text) {
      case "+Inf", "Inf", "+inf", "inf":
        return Double.POSITIVE_INFINITY;
      case "-Inf", "-inf":
        return Double.NEGATIVE_INFINITY;
      case "NaN", "nan":
        return Double.NaN;
      default:
        if (text.isEmpty() || text.length() > 64 || !isPlain(text)) {
          throw malformed("'" + abbreviated(text) + "' is not a number");
        }
        try {
          return Double.parseDouble(text);
        } catch (NumberFormatException e) {
          throw malformed("'" + abbreviated(text) + "' is not a number");
        }
    }
  }

  static MalformedExpositionException malformed(String message) {
    return new MalformedExpositionException("malformed", message);
  }

  static String abbreviated(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return true;
  }

  private static boolean isNameCharacter(char c, boolean first) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '_'
        || c == ':'
        || !first && c >= '0' && c <= '9';
  }

  private static final class Reader {

    private final String line;
    private final ExpositionLimits limits;
    private int at;

    Reader(String line, ExpositionLimits limits) {
      this.line = line;
      this.limits = limits;
    }

    SampleLine read(String name) throws MalformedExpositionException {
      at = name.length();
      skipBlanks();
      Map<String, String> labels = Map.of();
      if (at < line.length() && line.charAt(at) == '{') {
        at++;
        labels = labels();
      } else if (at == name.length()) {
        throw malformed("no value in '" + abbreviated(line) + "'");
      }
      skipBlanks();
      return new SampleLine(name, labels, number(word()));
    }

    private Map<String, String> labels() throws MalformedExpositionException {
      Map<String, String> labels = new HashMap<>();
      while (true) {
        skipBlanks();
        if (peek() == '}') {
          at++;
          return labels;
        }
        String name = labelName();
        expect('=');
        expect('"');
        String value = quoted();
        if (labels.size() >= limits.labels()) {
          throw malformed("more than " + limits.labels() + " labels");
        }
        if (labels.put(name, value) != null) {
          throw malformed("label " + abbreviated(name) + " twice");
        }
        skipBlanks();
        if (peek() == ',') {
          at++;
        } else if (peek() != '}') {
          throw malformed("labels are not separated in '" + abbreviated(line) + "'");
        }
      }
    }

    private String labelName() throws MalformedExpositionException {
      int start = at;
      while (at < line.length() && isNameCharacter(line.charAt(at), at == start)) {
        at++;
      }
      if (at == start || at - start > limits.labelLength()) {
        throw malformed("no label name, or too long a one, in '" + abbreviated(line) + "'");
      }
      String name = line.substring(start, at);
      skipBlanks();
      return name;
    }

    private String quoted() throws MalformedExpositionException {
      StringBuilder value = new StringBuilder();
      while (true) {
        char c = peek();
        at++;
        if (c == '"') {
          return value.toString();
        }
        if (c == '\\') {
          char escaped = peek();
          at++;
          c = escaped == 'n' ? '\n' : escaped;
        }
        if (value.length() >= limits.labelLength()) {
          throw malformed("a label value is longer than " + limits.labelLength());
        }
        value.append(c);
      }
    }

    private String word() {
      int start = at;
      while (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '\t') {
        at++;
      }
      return line.substring(start, at);
    }

    private void expect(char wanted) throws MalformedExpositionException {
      skipBlanks();
      if (peek() != wanted) {
        throw malformed("'" + wanted + "' is missing in '" + abbreviated(line) + "'");
      }
      at++;
    }

    private char peek() throws MalformedExpositionException {
      if (at >= line.length()) {
        throw malformed("'" + abbreviated(line) + "' ends too soon");
      }
      return line.charAt(at);
    }

    private void skipBlanks() {
      while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
        at++;
      }
    }
  }
}
