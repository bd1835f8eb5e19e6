package io.reflexarc.sandbox.scenario;

import java.time.Instant;

/**
 * The times of a story that was played, event time.
 *
 * @param beganAt its start
 * @param faultAt when the fault was put in; its start where there is none
 * @param endedAt its end
 */
public record Span(Instant beganAt, Instant faultAt, Instant endedAt) {}
