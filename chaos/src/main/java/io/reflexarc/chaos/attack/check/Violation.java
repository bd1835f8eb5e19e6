package io.reflexarc.chaos.attack.check;

/**
 * Something that must never be, and was.
 *
 * @param invariant which one is broken: its name in the architecture, such as {@code I3}
 * @param about the target, command or record
 * @param says what was found, in one sentence
 */
public record Violation(String invariant, String about, String says) {}
