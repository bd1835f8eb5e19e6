package io.reflexarc.sandbox.detector;

import io.reflexarc.detector.watch.RecordedCluster;
import io.reflexarc.sandbox.kafka.SharedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The detectors that share a recorded cluster: who joins, who goes, and whether all is seen to. */
abstract class Crew implements AutoCloseable {

  static final int PARTITIONS = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Deque<Member> members = new ArrayDeque<>();
  private final Map<Member, Long> before = new HashMap<>();
  private int observations;
  private final Map<String, String> settings = new TreeMap<>();
  private int joined;

  /** One detector. */
  interface Member {

    /** The partitions that it publishes into; empty while it is not ready. */
    Set<Integer> active();

    /** How many observations it has worked through. */
    long observations();

    /** What it said last, for a failed assertion. */
    String lastWords();

    /** Goes in order. */
    void leave();

    /** Goes without a word. */
    void kill();
  }

  /**
   * @param prefix of the topics
   * @param folder for its kubeconfig and logs
   */
  Crew(RecordedCluster cluster, String prefix, Path folder) throws IOException {
    SharedKafka.settings().forEach((key, value) -> settings.put(key, value.toString()));
    settings.put("topic.prefix", prefix);
    settings.put("topic.partitions", Integer.toString(PARTITIONS));
    settings.put("topic.retention.ms", "-1");
    settings.put("cluster.name", RecordedCluster.NAME);
    settings.put("http.host", "127.0.0.1");
    settings.put("http.port", "0");
    settings.put("kafka.consumer.session.timeout.ms", "6000");
    settings.put("kafka.consumer.heartbeat.interval.ms", "200");
    settings.put(
        "kubernetes.kubeconfig",
        cluster.writeKubeconfig(folder.resolve(prefix + "kubeconfig")).toString());
  }

  /** Starts a detector with these settings. */
  abstract Member start(int number, Map<String, String> settings) throws Exception;

  /** One more. */
  void join() throws Exception {
    Member member = start(++joined, settings);
    members.addLast(member);
    awaitAllSeenTo();
    before.put(member, member.observations() - observations);
  }

  /**
   * The world waits for its observers: until all have worked through what was told.
   *
   * @param told observations that there are to be made since the beginning
   */
  void awaitObserved(int told) {
    if (told > observations) {
      observations = told;
      await(
          "all is observed",
          () ->
              members.stream()
                  .allMatch(it -> it.observations() >= before.getOrDefault(it, 0L) + told));
    }
  }

  /** One more, and the longest there goes in order. */
  void replace() throws Exception {
    join();
    members.removeFirst().leave();
    awaitAllSeenTo();
  }

  /** The longest there dies. */
  void kill() {
    members.removeFirst().kill();
    awaitAllSeenTo();
  }

  @Override
  public void close() {
    members.forEach(Member::leave);
    members.clear();
  }

  /** Every partition is one member's, read back and published into. */
  private void awaitAllSeenTo() {
    await(
        "every partition is somebody's",
        () -> {
          List<Set<Integer>> active = members.stream().map(Member::active).toList();
          return active.stream().noneMatch(Set::isEmpty)
              && active.stream().mapToInt(Set::size).sum() == PARTITIONS;
        });
  }

  private void await(String what, Callable<Boolean> done) {
    try {
      Awaitility.await(what)
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(25))
          .until(done);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          what + ": " + members.stream().map(Member::lastWords).collect(Collectors.joining("\n")),
          e);
    }
  }
}
