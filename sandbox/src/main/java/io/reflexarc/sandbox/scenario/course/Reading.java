package io.reflexarc.sandbox.scenario.course;

import java.time.Instant;

/**
 * What a service had done by then, since the world began.
 *
 * @param at event time
 * @param requests that clients sent
 * @param bad those that failed or reached no process
 * @param ready pods that got its requests
 */
public record Reading(Instant at, long requests, long bad, int ready) {}
