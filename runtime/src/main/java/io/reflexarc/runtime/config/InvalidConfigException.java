package io.reflexarc.runtime.config;

import java.util.List;

/** A configuration that cannot be right; names every mistake in it. */
public final class InvalidConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final List<String> mistakes;

  /**
   * @param mistakes one sentence each, beginning with the key; at least one
   */
  public InvalidConfigException(List<String> mistakes) {
    super(String.join("\n", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** One sentence each, beginning with the key. */
  public List<String> mistakes() {
    return mistakes;
  }
}
