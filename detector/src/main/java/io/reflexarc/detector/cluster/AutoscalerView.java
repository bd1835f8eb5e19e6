package io.reflexarc.detector.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A HorizontalPodAutoscaler.
 *
 * @param targetKind kind of what it scales
 * @param targetName name of what it scales, in its own namespace
 * @param least fewest replicas that it may ask for
 * @param most most replicas that it may ask for
 * @param current replicas when it last looked
 * @param wanted replicas that it asks for
 * @param saturatedSince when it began to want more than {@code most}; null while it does not
 * @param active whether it can work out a number; false while its metrics cannot be had
 */
public record AutoscalerView(
    Metadata meta,
    String targetKind,
    String targetName,
    int least,
    int most,
    int current,
    int wanted,
    @Nullable Instant saturatedSince,
    boolean active)
    implements ClusterObject {

  /** Whether it does the same to the same, whatever it measured. */
  public boolean doesTheSame(AutoscalerView other) {
    return targetKind.equals(other.targetKind)
        && targetName.equals(other.targetName)
        && least == other.least
        && most == other.most
        && current == other.current
        && wanted == other.wanted
        && (saturatedSince == null) == (other.saturatedSince == null)
        && active == other.active;
  }
}
