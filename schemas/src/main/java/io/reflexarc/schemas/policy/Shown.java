package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;

/** How values and lists of words appear in a mistake: short, on one line, nothing unprintable. */
final class Shown {

  private static final int LONGEST = 60;
  private static final int LONGEST_SENTENCE = 160;

  private Shown() {}

  static String value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "a mapping";
      case ARRAY -> "a list";
      case NULL, MISSING -> "nothing";
      case STRING -> text(node.textValue());
      default -> text(node.asText());
    };
  }

  /** The first line of a message from elsewhere. */
  static String sentence(String text) {
    return shortened(text.lines().findFirst().orElse(""), LONGEST_SENTENCE);
  }

  static String text(String text) {
    return shortened(text, LONGEST);
  }

  private static String shortened(String text, int longest) {
    if (text.isEmpty()) {
      return "an empty text";
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(longest)
        .forEach(
            point ->
                shown.appendCodePoint(
                    Character.isISOControl(point) || !Character.isDefined(point) ? '?' : point));
    return text.codePointCount(0, text.length()) > longest ? shown + "..." : shown.toString();
  }

  /** {@code a, b or c}. */
  static String choice(Collection<String> words) {
    List<String> list = List.copyOf(words);
    return list.size() < 2
        ? String.join("", list)
        : String.join(", ", list.subList(0, list.size() - 1)) + " or " + list.get(list.size() - 1);
  }
}
