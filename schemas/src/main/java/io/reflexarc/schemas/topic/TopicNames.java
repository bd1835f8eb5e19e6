package io.reflexarc.schemas.topic;

/**
 * Topic names under one prefix.
 *
 * @param prefix put before each name, {@code reflexarc.} by default
 */
public record TopicNames(String prefix) {

  /** The prefix where none is configured. */
  public static final String DEFAULT_PREFIX = "reflexarc.";

  private static final String DEAD_LETTER = ".dead-letter";

  /**
   * @throws IllegalArgumentException when Kafka would not take it in a topic's name
   */
  public TopicNames {
    if (!prefix.matches("[a-zA-Z0-9._-]{0,100}")) {
      throw new IllegalArgumentException(
          "topic prefix '"
              + prefix
              + "' may hold letters, digits, '.', '_' and '-' only, at most 100");
    }
  }

  /** The full name of a topic. */
  public String of(Topic topic) {
    return prefix + topic.baseName();
  }

  /** The topic that takes what could not be read from the given one. */
  public static String deadLetterOf(String fullName) {
    return fullName + DEAD_LETTER;
  }
}
