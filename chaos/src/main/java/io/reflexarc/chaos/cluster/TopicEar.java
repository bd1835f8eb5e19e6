package io.reflexarc.chaos.cluster;

import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.sandbox.scenario.StoryLog;
import io.reflexarc.sandbox.scenario.TopicTail;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Listens to the topics that a verdict is made from, from a moment on, for one cluster. */
public final class TopicEar implements Ear, AutoCloseable {

  private final TopicTail tail;
  private final String cluster;

  private TopicEar(TopicTail tail, String cluster) {
    this.tail = tail;
    this.cluster = cluster;
  }

  /**
   * Begins to listen.
   *
   * @param cluster name of the cluster, the first part of every target key
   * @param since what was written before is passed over
   */
  public static TopicEar at(
      String bootstrapServers, String registry, String cluster, Instant since) {
    TopicTail tail =
        new TopicTail(
            bootstrapServers, registry, new TopicNames(TopicNames.DEFAULT_PREFIX), StoryLog.JUDGED);
    tail.from(since);
    return new TopicEar(tail, cluster);
  }

  @Override
  public List<Heard> listen(Duration atMost) {
    return tail.poll(atMost).stream().filter(this::isHere).toList();
  }

  private boolean isHere(Heard heard) {
    return TargetKey.tryParse(heard.key()).filter(key -> key.cluster().equals(cluster)).isPresent();
  }

  @Override
  public void close() {
    tail.close();
  }
}
