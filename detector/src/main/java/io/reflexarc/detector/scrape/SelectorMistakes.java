package io.reflexarc.detector.scrape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file of selectors; bounded, the rest is counted. */
final class SelectorMistakes {

  private static final int MOST = 100;
  private static final int LONGEST = 60;

  private final List<String> found = new ArrayList<>();
  private int count;

  void add(String path, String message) {
    count++;
    if (found.size() < MOST) {
      found.add(path.isEmpty() ? "the file " + message : path + ": " + message);
    }
  }

  int count() {
    return count;
  }

  List<String> all() {
    List<String> all = new ArrayList<>(found);
    if (count > found.size()) {
      all.add("and " + (count - found.size()) + " more mistakes");
    }
    return all;
  }

  /** How a value appears in a mistake: short, on one line, nothing unprintable. */
  static String shown(JsonNode value) {
    return value.isContainerNode() ? "a mapping or a list" : shown(value.asText());
  }

  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(point -> shown.appendCodePoint(Character.isISOControl(point) ? '?' : point));
    return shown.isEmpty() ? "an empty text" : shown.toString();
  }
}
