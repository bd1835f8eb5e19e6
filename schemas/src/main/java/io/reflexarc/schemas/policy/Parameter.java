package io.reflexarc.schemas.policy;

import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a rung may carry for its action.
 *
 * @param name how it is written
 * @param form what may be written
 * @param required whether it must be there
 * @param otherwise what it is where it is not written, empty when it is nothing
 * @param meaning what it means, for people
 * @param example one that may be written
 */
record Parameter(
    String name, Form form, boolean required, String otherwise, String meaning, String example) {

  static Parameter required(String name, Form form, String meaning, String example) {
    return new Parameter(name, form, true, "", meaning, example);
  }

  static Parameter optional(String name, Form form, String otherwise, String meaning) {
    return new Parameter(name, form, false, otherwise, meaning, otherwise);
  }

  static Parameter unset(String name, Form form, String meaning, String example) {
    return new Parameter(name, form, false, "", meaning, example);
  }

  /** What may be written, and how it is kept. */
  sealed interface Form {

    /** Reads it, and gives it as it is kept: a text. */
    Scalar<String> scalar();
  }

  /** A text. */
  record Text(Pattern pattern, int longest, String what) implements Form {
    @Override
    public Scalar<String> scalar() {
      return Scalars.text(pattern, longest, what);
    }
  }

  /** A whole number within bounds, both included. */
  record Whole(long least, long most) implements Form {
    @Override
    public Scalar<String> scalar() {
      return node -> Long.toString(Scalars.wholeNumber(least, most).read(node));
    }
  }

  /** A duration within bounds, both included. */
  record Span(Duration least, Duration most) implements Form {
    @Override
    public Scalar<String> scalar() {
      return node -> DurationText.of(Scalars.duration(least, most).read(node));
    }
  }

  /** A word of a closed list. */
  record Choice(List<Severity> words) implements Form {
    @Override
    public Scalar<String> scalar() {
      return node -> Scalars.oneOf(words, Set.of()).read(node).word();
    }
  }
}
