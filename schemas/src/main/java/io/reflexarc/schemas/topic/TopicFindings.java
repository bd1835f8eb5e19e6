package io.reflexarc.schemas.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What is wrong with topics that exist, found without touching Kafka.
 *
 * @param mistakes what the stages cannot work with, each with its fix
 * @param remarks what they can work with, though somebody should know
 */
record TopicFindings(List<String> mistakes, List<String> remarks) {

  private static final Set<String> AT_LEAST =
      Set.of(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);

  /**
   * One topic as it is.
   *
   * @param partitions how many
   * @param config its settings
   */
  record Found(int partitions, Map<String, String> config) {}

  static TopicFindings of(List<TopicSpec> specs, Map<String, Found> found) {
    TopicFindings findings = new TopicFindings(new ArrayList<>(), new ArrayList<>());
    findings.comparePartitions(specs, found);
    for (TopicSpec spec : specs) {
      Found actual = found.get(spec.name());
      if (actual == null) {
        findings.mistakes.add(spec.name() + " does not exist: create it, or set topic.create=true");
      } else {
        spec.config().forEach((key, value) -> findings.compare(spec, actual, key, value));
      }
    }
    return findings;
  }

  private void comparePartitions(List<TopicSpec> specs, Map<String, Found> found) {
    List<TopicSpec> there =
        specs.stream()
            .filter(TopicSpec::partitionsMatter)
            .filter(spec -> found.containsKey(spec.name()))
            .toList();
    Set<Integer> counts = new TreeSet<>();
    for (TopicSpec spec : there) {
      counts.add(partitions(spec, found));
    }
    for (TopicSpec spec : there) {
      int actual = partitions(spec, found);
      if (actual != spec.partitions()) {
        String fix =
            counts.size() == 1
                ? "set topic.partitions=" + actual
                : "topics keyed by target must have equal counts (found "
                    + counts
                    + "): make it anew";
        mistakes.add(
            spec.name() + " has " + actual + " partitions, not " + spec.partitions() + ": " + fix);
      }
    }
  }

  private static int partitions(TopicSpec spec, Map<String, Found> found) {
    Found actual = found.get(spec.name());
    return actual == null ? 0 : actual.partitions();
  }

  private void compare(TopicSpec spec, Found found, String key, String wanted) {
    String actual = found.config().get(key);
    if (actual == null || actual.equals(wanted)) {
      return;
    }
    String trouble =
        spec.name() + " has " + key + "=" + actual + ", not " + wanted + ": alter it to " + wanted;
    if (key.equals(TopicConfig.RETENTION_MS_CONFIG)) {
      if (isShorter(Long.parseLong(actual), Long.parseLong(wanted))) {
        remarks.add(trouble + " unless that is meant");
      }
    } else if (!AT_LEAST.contains(key) || Long.parseLong(actual) < Long.parseLong(wanted)) {
      mistakes.add(trouble);
    }
  }

  /** Minus one is for ever. */
  private static boolean isShorter(long retention, long wanted) {
    return retention >= 0 && (wanted < 0 || retention < wanted);
  }
}
