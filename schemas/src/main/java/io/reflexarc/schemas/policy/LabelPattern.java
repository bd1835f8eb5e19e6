package io.reflexarc.schemas.policy;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression in RE2's syntax that a label's whole value must match. RE2 takes linear time
 * whatever is written.
 */
public final class LabelPattern {

  /** Longest expression. */
  public static final int MAX_LENGTH = 200;

  private static final Pattern LITERAL = Pattern.compile("[-A-Za-z0-9_/: ,=]*");

  private final String text;
  private final @Nullable Pattern pattern;

  /**
   * @throws com.google.re2j.PatternSyntaxException when RE2 cannot read it
   * @throws IllegalArgumentException when it is longer than {@link #MAX_LENGTH}
   */
  public LabelPattern(String text) {
    Check.that(text.length() <= MAX_LENGTH, "pattern is longer than " + MAX_LENGTH);
    this.text = text;
    this.pattern = LITERAL.matches(text) ? null : Pattern.compile(text);
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
