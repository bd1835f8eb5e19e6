package io.reflexarc.sandbox.world.kubelet;

/**
 * A machine.
 *
 * @param name of the node
 * @param zone it stands in
 * @param region of the zone
 * @param cpus cores
 * @param memoryGiB memory
 * @param pods that fit at most
 */
public record NodeSpec(String name, String zone, String region, int cpus, int memoryGiB, int pods) {
  /** Checks the ranges. */
  public NodeSpec {
    if (name.isBlank() || cpus < 1 || memoryGiB < 1 || pods < 1) {
      throw new IllegalArgumentException(
          "node: needs a name and at least one cpu, GiB and pod, got " + name);
    }
  }

  /** 16 cores, 64 GiB, 110 pods, in the zone {@code zone-a}. */
  public static NodeSpec standard(String name) {
    return new NodeSpec(name, "zone-a", "sandbox", 16, 64, 110);
  }
}
