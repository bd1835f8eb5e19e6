package io.reflexarc.sandbox.world;

import io.reflexarc.sandbox.world.kubelet.NodeSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What a world is made of at its start.
 *
 * @param seed of all chance in it
 * @param nodes its machines
 * @param loopback whether pods get real addresses on the loopback interface where that is possible
 */
public record WorldConfig(long seed, List<NodeSpec> nodes, boolean loopback) {
  /** Copies; a world needs a machine. */
  public WorldConfig {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("nodes: a world needs at least one");
    }
  }

  /** So many standard machines in three zones. */
  public static WorldConfig ofNodes(int count, long seed) {
    List<NodeSpec> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String zone = "zone-" + (char) ('a' + i % 3);
      nodes.add(new NodeSpec("node-" + (i + 1), zone, "sandbox", 16, 64, 110));
    }
    return new WorldConfig(seed, nodes, true);
  }

  /** The same, with pods that only the API's proxy reaches. */
  public WorldConfig withoutLoopback() {
    return new WorldConfig(seed, nodes, false);
  }
}
