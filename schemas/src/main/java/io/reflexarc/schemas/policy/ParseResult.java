package io.reflexarc.schemas.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of a policy that was read. */
public sealed interface ParseResult {

  /**
   * It can be enforced as it stands.
   *
   * @param policy the policy
   */
  record Accepted(Policy policy) implements ParseResult {}

  /**
   * It cannot be right, or this release does not enforce it.
   *
   * @param mistakes every mistake found, at least one
   */
  record Refused(List<Mistake> mistakes) implements ParseResult {

    public Refused {
      mistakes = List.copyOf(mistakes);
      Check.that(!mistakes.isEmpty(), "refused without a mistake");
    }

    /** One line per mistake. */
    public String text() {
      return mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n"));
    }
  }

  /** The policy, empty when it was refused. */
  default Optional<Policy> accepted() {
    return this instanceof Accepted it ? Optional.of(it.policy()) : Optional.empty();
  }

  /** The mistakes, empty when it was accepted. */
  default List<Mistake> mistakes() {
    return this instanceof Refused it ? it.mistakes() : List.of();
  }
}
