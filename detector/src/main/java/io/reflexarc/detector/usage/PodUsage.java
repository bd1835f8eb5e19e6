package io.reflexarc.detector.usage;

import java.time.Instant;
import java.util.List;

/**
 * What a pod uses.
 *
 * @param at end of the window that was measured
 */
record PodUsage(String namespace, String pod, Instant at, List<ContainerUsage> containers) {

  /**
   * What a container uses.
   *
   * @param cores CPU, cores on average over the window
   * @param memoryBytes working set
   */
  record ContainerUsage(String container, double cores, double memoryBytes) {}

  PodUsage {
    containers = List.copyOf(containers);
  }
}
