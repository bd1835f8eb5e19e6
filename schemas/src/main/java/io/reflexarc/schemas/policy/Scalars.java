package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.PatternSyntaxException;
import io.reflexarc.schemas.text.ClosestWord;
import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The values of the language: durations, words of closed lists, names, patterns. */
final class Scalars {

  private static final String NOT_ENFORCED = " is not enforced by this release, use ";

  private Scalars() {}

  /** A duration within bounds, both included. */
  static Scalar<Duration> duration(Duration least, Duration most) {
    return node -> {
      Duration duration = duration(node);
      String written = Shown.value(node);
      if (duration.compareTo(least) < 0) {
        throw new WrongValue(written + " is too short, write at least " + DurationText.of(least));
      }
      if (duration.compareTo(most) > 0) {
        throw new WrongValue(written + " is too long, write at most " + DurationText.of(most));
      }
      return duration;
    };
  }

  private static Duration duration(JsonNode node) throws WrongValue {
    String written = node.isNumber() ? node.asText() : textOf(node, "a duration, write 10m");
    if (written.matches("\\d{1,6}")) {
      throw new WrongValue(written + " is not a duration, write " + written + "m");
    }
    return DurationText.parse(written)
        .orElseThrow(
            () ->
                new WrongValue(
                    Shown.text(written) + " is not a duration, write 90s, 10m, 1h30m or 7d"));
  }

  /** A member of a closed list; what later releases enforce is told apart from what is unknown. */
  static <E extends Enum<E> & Word> Scalar<E> word(Class<E> list, Set<String> later) {
    return node -> {
      String written = textOf(node, "a word, write " + Shown.choice(Word.allOf(list)));
      refuseLater(written, later, Word.allOf(list));
      return Word.find(list, written)
          .orElseThrow(() -> new WrongValue(none(written, Word.allOf(list))));
    };
  }

  /** One of some members of a closed list. */
  static <E extends Enum<E> & Word> Scalar<E> oneOf(List<E> members, Set<String> later) {
    List<String> words = members.stream().map(Word::word).toList();
    return node -> {
      String written = textOf(node, "a word, write " + Shown.choice(words));
      refuseLater(written, later, words);
      return members.stream()
          .filter(member -> member.word().equals(written))
          .findFirst()
          .orElseThrow(() -> new WrongValue(none(written, words)));
    };
  }

  /** One of these words, as they are spelled. */
  static Scalar<String> among(List<String> words, Set<String> later) {
    return node -> {
      String written = textOf(node, "a word, write " + Shown.choice(words));
      refuseLater(written, later, words);
      if (!words.contains(written)) {
        throw new WrongValue(none(written, words));
      }
      return written;
    };
  }

  /** A whole number within bounds, both included. */
  static Scalar<Long> wholeNumber(long least, long most) {
    return node -> {
      if (!node.isIntegralNumber() || !node.canConvertToLong()) {
        throw new WrongValue(Shown.value(node) + " is not a whole number, write " + least);
      }
      long number = node.longValue();
      if (number < least || number > most) {
        throw new WrongValue(
            number < least
                ? number + " is too small, write at least " + least
                : number + " is too large, write at most " + most);
      }
      return number;
    };
  }

  /** A text of a given form. */
  static Scalar<String> text(Pattern form, int longest, String what) {
    return node -> {
      String written = textOf(node, what);
      if (written.length() > longest || !form.matcher(written).matches()) {
        throw new WrongValue(Shown.text(written) + " is not " + what);
      }
      return written;
    };
  }

  /** A regular expression in RE2's syntax. */
  static Scalar<LabelPattern> pattern() {
    return node -> {
      String written = textOf(node, "a pattern, write \"5..\" in quotes");
      try {
        return new LabelPattern(written);
      } catch (PatternSyntaxException e) {
        throw new WrongValue(
            Shown.text(written) + " is not a pattern RE2 can read: " + e.getDescription());
      } catch (IllegalArgumentException e) {
        throw new WrongValue(Shown.text(written) + " is no pattern: " + e.getMessage());
      }
    };
  }

  /** A time zone by its name in the tz database. */
  static Scalar<ZoneId> timezone() {
    return node -> {
      String written = textOf(node, "a time zone, write Europe/Berlin");
      if (!ZoneId.getAvailableZoneIds().contains(written)) {
        throw new WrongValue(
            Shown.text(written)
                + " is not a time zone, write one such as Europe/Berlin or UTC"
                + meant(written, ZoneId.getAvailableZoneIds()));
      }
      return ZoneId.of(written);
    };
  }

  /** The text of a node. */
  static String textOf(JsonNode node, String what) throws WrongValue {
    if (!node.isTextual()) {
      throw new WrongValue(
          Shown.value(node)
              + (node.isNumber() || node.isBoolean()
                  ? " is not a text, write \"" + node.asText() + "\" in quotes"
                  : " is not " + what));
    }
    return node.textValue();
  }

  static String notEnforced(String subject, Collection<String> available) {
    return subject + NOT_ENFORCED + Shown.choice(available);
  }

  /** {@code , did you mean x?} or nothing. */
  static String meant(String written, Collection<String> words) {
    return ClosestWord.to(written, words).map(word -> ", did you mean " + word + "?").orElse("");
  }

  private static void refuseLater(String written, Set<String> later, List<String> available)
      throws WrongValue {
    boolean label = later.contains("label:") && written.startsWith("label:");
    if (later.contains(written) || label) {
      throw new WrongValue(notEnforced(Shown.text(written), available));
    }
  }

  static String none(String written, List<String> words) {
    return Shown.text(written)
        + " is unknown, write "
        + Shown.choice(words)
        + meant(written, words);
  }
}
