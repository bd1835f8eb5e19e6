package io.reflexarc.sandbox.scenario;

import io.reflexarc.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Who watches a story while it is played. Called by one thread where nothing else is said; must not
 * block for long.
 */
public interface Audience {

  /** The topics whose records it wants to hear; those of the verdict are read in any case. */
  default Set<Topic> hears() {
    return StoryLog.TOPICS;
  }

  /** Whether it wants to hear what the cluster tells of itself. */
  default boolean hearsCluster() {
    return true;
  }

  /**
   * A part is up, before the story begins: {@code Kafka at 127.0.0.1:9092}. Called by several
   * threads.
   *
   * @param since real time since the process was started
   */
  void step(String name, Duration since);

  /** The story begins. */
  void begins(Scenario scenario, Instant at, double speed);

  /** Something was done to the world. */
  void phase(Instant at, Phase phase);

  /** The cluster itself tells of something. */
  void cluster(Instant at, String object, String says);

  /** A topic's record was read. */
  void heard(Heard heard);

  /** The world's clock moved. */
  void clock(Instant now);

  /** The story is over. */
  void ends(Playback playback);
}
