package io.reflexarc.decider.fact;

/**
 * What was told of a target up to some time.
 *
 * @param facts the facts
 * @param horizon event time up to which they are looked at
 */
public record Told(Facts facts, long horizon) {}
