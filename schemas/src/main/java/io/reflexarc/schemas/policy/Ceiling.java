package io.reflexarc.schemas.policy;

/** What a trend must not reach. */
public sealed interface Ceiling {

  /** How it is written in a policy where it is not a number. */
  String MEMORY_LIMIT = "memory-limit";

  /**
   * The memory limit of the container the sample comes from; where it has none, health is unknown.
   */
  record MemoryLimit() implements Ceiling {}

  /**
   * A number in the metric's own unit.
   *
   * @param value finite and positive
   */
  record Fixed(double value) implements Ceiling {
    /**
     * @throws IllegalArgumentException when it is not finite and positive
     */
    public Fixed {
      Check.that(Double.isFinite(value) && value > 0, "a ceiling is finite and positive");
    }
  }
}
