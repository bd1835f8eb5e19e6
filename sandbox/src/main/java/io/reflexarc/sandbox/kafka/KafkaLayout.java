package io.reflexarc.sandbox.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an embedded cluster is made of.
 *
 * @param nodes how many, each broker and controller in one, 1 to 7
 * @param data where its data stay; null for a temporary directory that goes with it
 * @param port of the first node on the loopback interface, the others follow; 0 for free ones
 * @param overrides broker settings that win over ours
 */
public record KafkaLayout(int nodes, @Nullable Path data, int port, Map<String, String> overrides) {

  /**
   * @throws IllegalArgumentException naming what is out of range
   */
  public KafkaLayout {
    if (nodes < 1 || nodes > 7) {
      throw new IllegalArgumentException("kafka nodes: " + nodes + " is not 1 to 7");
    }
    if (port < 0 || port + nodes > 65_536) {
      throw new IllegalArgumentException("kafka port: " + port + " is not a port");
    }
    overrides = Map.copyOf(overrides);
  }

  /** One node, free ports, nothing left behind. */
  public static KafkaLayout temporary() {
    return new KafkaLayout(1, null, 0, Map.of());
  }

  /** The same with as many nodes. */
  public KafkaLayout withNodes(int count) {
    return new KafkaLayout(count, data, port, overrides);
  }

  /** The same, with data that stay in a directory, which is made if need be. */
  public KafkaLayout withData(Path directory) {
    return new KafkaLayout(nodes, directory, port, overrides);
  }

  /** The same from a fixed port on. */
  public KafkaLayout withPort(int first) {
    return new KafkaLayout(nodes, data, first, overrides);
  }

  /** The same with one more broker setting. */
  public KafkaLayout with(String setting, String value) {
    Map<String, String> more = new TreeMap<>(overrides);
    more.put(setting, value);
    return new KafkaLayout(nodes, data, port, more);
  }
}
