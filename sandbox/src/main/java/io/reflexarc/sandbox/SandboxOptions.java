package io.reflexarc.sandbox;

import io.reflexarc.sandbox.world.clock.Speed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a sandbox is started with.
 *
 * @param folder where it writes its files: kubeconfig, settings of the stages, Kafka's data
 * @param keepData whether Kafka's data stay in that folder for the next start
 * @param kafka bootstrap servers of another Kafka to use instead of our own
 * @param kafkaPort on the loopback interface; 0 for a free one
 * @param registryPort on the loopback interface; 0 for a free one
 * @param apiPort of the cluster's API on the loopback interface; 0 for a free one
 * @param registry address of another schema registry to use instead of our own
 * @param speed how fast its time passes
 * @param startAt what its clock shows first
 * @param nodes machines of its cluster
 * @param seed of all chance in it
 */
public record SandboxOptions(
    Path folder,
    boolean keepData,
    Optional<String> kafka,
    int kafkaPort,
    int registryPort,
    int apiPort,
    Optional<String> registry,
    Speed speed,
    Instant startAt,
    int nodes,
    long seed) {

  private static final int MOST_NODES = 500;

  /**
   * @throws IllegalArgumentException naming what is out of range
   */
  public SandboxOptions {
    if (nodes < 1 || nodes > MOST_NODES) {
      throw new IllegalArgumentException("nodes: " + nodes + " is not 1 to " + MOST_NODES);
    }
    if (kafka.isPresent() && keepData) {
      throw new IllegalArgumentException("kafka: another one keeps its data itself");
    }
    if (kafka.isPresent() && kafkaPort != 0) {
      throw new IllegalArgumentException("kafka: another one has its port, leave out --kafka-port");
    }
  }

  /** Free ports, nothing kept but the files in {@code folder}, three machines. */
  public static SandboxOptions in(Path folder, Speed speed, Instant startAt) {
    return new SandboxOptions(
        folder, false, Optional.empty(), 0, 0, 0, Optional.empty(), speed, startAt, 3, 20_261_123L);
  }

  /** The same with so many machines. */
  public SandboxOptions withNodes(int count) {
    return new SandboxOptions(
        folder,
        keepData,
        kafka,
        kafkaPort,
        registryPort,
        apiPort,
        registry,
        speed,
        startAt,
        count,
        seed);
  }

  /** The same with another seed of all chance. */
  public SandboxOptions withSeed(long other) {
    return new SandboxOptions(
        folder,
        keepData,
        kafka,
        kafkaPort,
        registryPort,
        apiPort,
        registry,
        speed,
        startAt,
        nodes,
        other);
  }

  /** The same on a Kafka that others run. */
  public SandboxOptions on(String bootstrapServers) {
    return new SandboxOptions(
        folder,
        keepData,
        Optional.of(bootstrapServers),
        kafkaPort,
        registryPort,
        apiPort,
        registry,
        speed,
        startAt,
        nodes,
        seed);
  }
}
