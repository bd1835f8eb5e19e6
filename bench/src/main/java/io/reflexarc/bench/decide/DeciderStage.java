package io.reflexarc.bench.decide;

import io.reflexarc.bench.process.StageJvm;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import io.reflexarc.schemas.topic.TopicSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The decider as the product starts it, and what is to be known of it. */
final class DeciderStage {

  /** Its consumer group. */
  static final String GROUP = TopicNames.DEFAULT_PREFIX + "decider";

  /** The topic of scrapes. */
  static final String SAMPLES = new TopicNames(TopicNames.DEFAULT_PREFIX).of(Topic.METRIC_SAMPLES);

  /** Its default for {@code decider.commit.interval.ms}. */
  static final String COMMIT_INTERVAL_MILLIS = "100";

  private static final String MAIN = "io.reflexarc.decider.DeciderMain";

  private DeciderStage() {}

  /**
   * Starts one.
   *
   * @param more settings that are not the product's defaults
   */
  static StageJvm start(
      String name, Map<String, String> wire, Map<String, String> more, int heapMiB, Path folder) {
    Map<String, String> settings = new TreeMap<>(wire);
    settings.put("decider.state.dir", folder.resolve(name + "-state").toString());
    settings.putAll(more);
    return StageJvm.start(
        name,
        MAIN,
        settings,
        List.of("-Xmx" + heapMiB + "m", "-XX:+ExitOnOutOfMemoryError"),
        folder);
  }

  /** Settings of the topics for a crowd. */
  static Map<String, String> topics(Crowd crowd) {
    return Map.of(TopicSettings.PARTITIONS, Integer.toString(crowd.partitions()));
  }
}
