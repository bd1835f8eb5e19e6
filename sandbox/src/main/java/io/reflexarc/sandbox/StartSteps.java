package io.reflexarc.sandbox;

/** Who is told how far a start is. Called by several threads. */
public interface StartSteps {

  /** Tells nobody. */
  StartSteps SILENT = name -> {};

  /** That part is up: {@code Kafka broker}. */
  void done(String name);
}
