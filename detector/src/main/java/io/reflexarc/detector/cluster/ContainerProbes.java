package io.reflexarc.detector.cluster;

import org.jspecify.annotations.Nullable;

/**
 * The probes of one container of a template.
 *
 * @param serves whether it names a port
 */
public record ContainerProbes(
    String container,
    boolean serves,
    @Nullable Probe liveness,
    @Nullable Probe readiness,
    @Nullable Probe startup) {

  /**
   * One probe.
   *
   * @param asks what it asks, in one line: {@code http 8080 /livez}, {@code tcp 5432}, ...
   * @param path of an HTTP probe; empty for others
   * @param delaySeconds before it is asked for the first time
   * @param patienceSeconds how long it may fail before it counts: period times threshold
   */
  public record Probe(String asks, String path, int delaySeconds, int patienceSeconds) {}
}
