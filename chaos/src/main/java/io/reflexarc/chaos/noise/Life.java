package io.reflexarc.chaos.noise;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What becomes of one workload.
 *
 * @param workload which
 * @param replicas pods at the start
 * @param versions each version that it ever runs, and its ways; the first is {@code v1}
 * @param files what its happenings apply, by the name of the file
 * @param happenings what happens to it, in order of time
 * @param fault the real fault among them
 */
record Life(
    Workload workload,
    int replicas,
    Map<String, Ways> versions,
    Map<String, String> files,
    List<Happening> happenings,
    Optional<PlannedFault> fault) {

  Life {
    versions = java.util.Collections.unmodifiableMap(new TreeMap<>(versions));
    files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
    happenings = List.copyOf(happenings);
  }
}
