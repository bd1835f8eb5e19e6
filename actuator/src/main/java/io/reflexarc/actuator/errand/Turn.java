package io.reflexarc.actuator.errand;

import java.time.Duration;

/** What a turn of an errand came to. */
public sealed interface Turn {

  /** The command has its outcome. */
  record Done(Report report) implements Turn {}

  /** Another turn is needed, after a pause in real time. */
  record Again(Duration delay) implements Turn {}

  /** The command has been taken from this process; somebody else will see to it. */
  record Abandoned() implements Turn {}
}
