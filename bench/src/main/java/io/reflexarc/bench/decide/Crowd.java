package io.reflexarc.bench.decide;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The workloads that are watched.
 *
 * @param workloads how many, 1 and more
 * @param podsEach pods of each, 1 and more
 * @param scrapeSeconds event time between two scrapes of a pod, 1 and more
 * @param partitions of every topic
 */
record Crowd(int workloads, int podsEach, int scrapeSeconds, int partitions) {

  /** The cluster that all are in. */
  static final String CLUSTER = "bench";

  /** The namespace that all are in. */
  static final String NAMESPACE = "shop";

  Crowd {
    if (workloads < 1 || podsEach < 1 || scrapeSeconds < 1 || partitions < 1) {
      throw new IllegalArgumentException(
          "a crowd needs workloads, pods, a scrape interval and partitions");
    }
  }

  /** The target of a workload. */
  static String target(int workload) {
    return CLUSTER + "/" + NAMESPACE + "/Deployment/web-" + workload;
  }

  Stream<String> targets() {
    return IntStream.range(0, workloads).mapToObj(Crowd::target);
  }

  /** The same with more workloads. */
  Crowd withMore(int more) {
    return new Crowd(workloads + more, podsEach, scrapeSeconds, partitions);
  }

  int pods() {
    return workloads * podsEach;
  }

  /** Whether a pod is scraped in a second of event time; pods take turns. */
  boolean scrapes(int workload, int pod, long second) {
    return (second + workload * 7L + pod * 5L) % scrapeSeconds == 0;
  }

  @Override
  public String toString() {
    return "%,d workloads of %d pods, a scrape every %d s, %d partitions"
        .formatted(workloads, podsEach, scrapeSeconds, partitions);
  }
}
