package io.reflexarc.bench.decide;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.reflexarc.bench.Board;
import io.reflexarc.bench.process.ChildJvm;
import io.reflexarc.bench.wire.WireProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** Two processes of one application that share its partitions; the first of them is to die. */
final class Duo implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String group;
  private final Admin admin;
  private final List<Half> halves = new ArrayList<>();

  /** One of the two, and the folder in which Kafka Streams keeps its state, and its identity. */
  private record Half(ChildJvm process, Path state) {}

  /**
   * @param start starts a process with this name, whose state is kept in {@code NAME-state}
   */
  private Duo(
      String group,
      String bootstrapServers,
      String name,
      Path folder,
      Function<String, ChildJvm> start) {
    this.group = group;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    for (int i = 1; i <= 2; i++) {
      String each = name + "-" + i;
      halves.add(new Half(start.apply(each), folder.resolve(each + "-state")));
    }
  }

  /** Deciders with the product's defaults but for the standby, and for a breaker out of reach. */
  static Duo deciders(WireProcess wire, int standby, int heapMiB, Board board) {
    Map<String, String> settings =
        Map.of(
            "decider.standby.replicas",
            Integer.toString(standby),
            "decider.breaker.targets",
            "1000000");
    return new Duo(
        DeciderStage.GROUP,
        wire.bootstrapServers(),
        "decider-standby-" + standby,
        board.folder(),
        name ->
            DeciderStage.start(name, wire.settings(), settings, heapMiB, board.folder()).process());
  }

  /** Plain Streams applications with the decider's settings. */
  static Duo peers(WireProcess wire, int standby, int heapMiB, Board board) {
    Path folder = board.folder();
    return new Duo(
        "peer",
        wire.bootstrapServers(),
        "peer-standby-" + standby,
        folder,
        name ->
            ChildJvm.start(
                name,
                List.of("-Xmx" + heapMiB + "m"),
                KeepingMain.class.getName(),
                List.of(
                    wire.bootstrapServers(),
                    "peer",
                    Integer.toString(standby),
                    folder.resolve(name + "-state").toString()),
                folder.resolve(name + ".log")));
  }

  /** The consumer group. */
  String group() {
    return group;
  }

  /** The process that is to die. */
  ChildJvm first() {
    return halves.get(0).process();
  }

  /** The process that is left then. */
  ChildJvm second() {
    return halves.get(1).process();
  }

  /** Whether each has some of the partitions of scrapes. */
  boolean share() {
    return halves.stream().noneMatch(it -> partitionsOf(it).isEmpty());
  }

  /** The partitions of scrapes that the first one has. */
  Set<Integer> partitionsOfTheFirst() {
    return partitionsOf(halves.get(0));
  }

  private Set<Integer> partitionsOf(Half half) {
    String identity = identity(half);
    Set<Integer> partitions = new TreeSet<>();
    for (MemberDescription member : members()) {
      if (member.clientId().contains(identity)) {
        member.assignment().topicPartitions().stream()
            .filter(each -> each.topic().equals(DeciderStage.SAMPLES))
            .map(TopicPartition::partition)
            .forEach(partitions::add);
      }
    }
    return partitions;
  }

  /** By which Kafka Streams names a process. */
  private String identity(Half half) {
    Path file = half.state().resolve(group).resolve("kafka-streams-process-metadata");
    try {
      return JSON.readTree(Files.readString(file)).path("processId").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Collection<MemberDescription> members() {
    try {
      return admin
          .describeConsumerGroups(List.of(group))
          .all()
          .get()
          .values()
          .iterator()
          .next()
          .members();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the group " + group + " cannot be described", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    halves.forEach(it -> it.process().close());
    admin.close(Duration.ofSeconds(1));
  }
}
