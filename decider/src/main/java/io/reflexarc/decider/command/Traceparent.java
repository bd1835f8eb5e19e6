package io.reflexarc.decider.command;

import io.reflexarc.schemas.key.DeterministicId;

/**
 * W3C trace context that needs no randomness: the trace is the incident, the span is what is said
 * or ordered, so a replay gives the same (https://www.w3.org/TR/trace-context/).
 */
public final class Traceparent {

  private static final int SPAN_DIGITS = 16;

  private Traceparent() {}

  /**
   * The context of one span of an incident.
   *
   * @param incidentId a deterministic id: 32 hexadecimal digits
   * @param span what the span is, any text
   */
  public static String of(String incidentId, String span) {
    return "00-"
        + incidentId
        + "-"
        + DeterministicId.of("span", span).substring(0, SPAN_DIGITS)
        + "-01";
  }
}
