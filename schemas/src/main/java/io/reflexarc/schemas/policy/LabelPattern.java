package io.reflexarc.schemas.policy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression in RE2's syntax that a label's whole value must match. RE2 takes linear time
 * whatever is written.
 */
public final class LabelPattern {

  /** Longest expression. */
  public static final int MAX_LENGTH = 200;

  /** Most repetitions that counts such as {@code {3}} may multiply to; each takes memory. */
  public static final int MAX_REPETITIONS = 100;

  private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");
  private static final Pattern LITERAL = Pattern.compile("[-A-Za-z0-9_/: ,=]*");

  private final String text;
  private final @Nullable Pattern pattern;

  /**
   * @throws com.google.re2j.PatternSyntaxException when RE2 cannot read it
   * @throws IllegalArgumentException when it is longer than {@link #MAX_LENGTH} or repeats more
   *     than {@link #MAX_REPETITIONS} times
   */
  public LabelPattern(String text) {
    Check.that(text.length() <= MAX_LENGTH, "pattern is longer than " + MAX_LENGTH);
    Check.that(
        repetitions(text) <= MAX_REPETITIONS, "repeats more than " + MAX_REPETITIONS + " times");
    this.text = text;
    this.pattern = LITERAL.matches(text) ? null : Pattern.compile(text);
  }

  private static long repetitions(String text) {
    long product = 1;
    Matcher counts = COUNT.matcher(text);
    while (counts.find() && product <= MAX_REPETITIONS) {
      String most = counts.group(2) == null ? "" : counts.group(2);
      String written = most.isEmpty() ? counts.group(1) : most;
      long count = written.length() > 4 ? Integer.MAX_VALUE : Long.parseLong(written);
      product *= Math.max(1, count);
    }
    return product;
  }

  /** Whether the whole value matches. */
  public boolean matches(String value) {
    return pattern == null ? text.equals(value) : pattern.matches(value);
  }

  /** The expression as written. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LabelPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
