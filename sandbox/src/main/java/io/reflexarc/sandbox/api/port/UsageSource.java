package io.reflexarc.sandbox.api.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What pods and nodes use now, for {@code kubectl top}. */
public interface UsageSource {

  /**
   * What a container or node uses.
   *
   * @param name of the container, or of the node
   * @param cpuMillis thousandths of a CPU
   * @param memoryBytes working set
   */
  record Usage(String name, long cpuMillis, long memoryBytes) {

    public Usage {
      if (cpuMillis < 0 || memoryBytes < 0) {
        throw new IllegalArgumentException("Usage must not be negative: " + name);
      }
    }
  }

  /** What the containers of a pod use; empty when that is not known. */
  List<Usage> ofPod(ObjectNode pod);

  /** What a node uses; empty when that is not known, else one entry. */
  List<Usage> ofNode(ObjectNode node);

  /** A source that knows nothing. */
  static UsageSource unknown() {
    return new UsageSource() {
      @Override
      public List<Usage> ofPod(ObjectNode pod) {
        return List.of();
      }

      @Override
      public List<Usage> ofNode(ObjectNode node) {
        return List.of();
      }
    };
  }
}
