package io.reflexarc.sandbox.demo;

import java.time.Instant;

/**
 * One line of the timeline.
 *
 * @param at event time
 * @param lane where on the straight line
 * @param stage what kind: an audit stage, an event's type, {@code phase}
 * @param target what it is about, as in the records
 * @param what one sentence
 * @param weight how much a reader wants to see it
 */
record Happening(Instant at, Lane lane, String stage, String target, String what, Weight weight) {

  /** How much a reader wants to see it. */
  enum Weight {
    QUIET,
    PLAIN,
    BAD,
    GOOD
  }
}
