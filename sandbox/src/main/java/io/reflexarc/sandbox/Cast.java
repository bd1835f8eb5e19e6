package io.reflexarc.sandbox;

/** The stages that play a story, in this process or in others. */
public interface Cast extends AutoCloseable {

  /** Whether each says of itself that it is ready. */
  boolean ready();

  /** What keeps each from being ready, for a person. */
  String troubles();

  @Override
  void close();
}
