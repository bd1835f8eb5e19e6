package io.reflexarc.detector.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pod.
 *
 * @param node where it was scheduled; null before that
 * @param ip its address; null before it has one
 * @param phase {@code Pending}, {@code Running}, ...
 * @param startedAt when its node took it on; null before that
 * @param readiness its {@code Ready} condition; null before there is one
 * @param containers in the order of its spec
 * @param fate what may befall it as a whole
 * @param ports the ports of its containers that have a name
 */
public record PodView(
    Metadata meta,
    @Nullable String node,
    @Nullable String ip,
    String phase,
    @Nullable Instant startedAt,
    @Nullable Readiness readiness,
    List<ContainerView> containers,
    PodFate fate,
    Map<String, Integer> ports)
    implements ClusterObject {

  public PodView {
    containers = List.copyOf(containers);
    ports = Map.copyOf(ports);
  }

  /** A pod whose ports have no names. */
  public PodView(
      Metadata meta,
      @Nullable String node,
      @Nullable String ip,
      String phase,
      @Nullable Instant startedAt,
      @Nullable Readiness readiness,
      List<ContainerView> containers,
      PodFate fate) {
    this(meta, node, ip, phase, startedAt, readiness, containers, fate, Map.of());
  }

  /** A pod that nothing befell. */
  public PodView(
      Metadata meta,
      @Nullable String node,
      @Nullable String ip,
      String phase,
      @Nullable Instant startedAt,
      @Nullable Readiness readiness,
      List<ContainerView> containers) {
    this(meta, node, ip, phase, startedAt, readiness, containers, PodFate.NONE);
  }

  /** Whether it is Ready. */
  public boolean ready() {
    return readiness != null && readiness.ready();
  }

  /** Whether it has run to its end and will not run again. */
  public boolean finished() {
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  /**
   * Whether it counts the same in the state of what owns it: as the same version, on the same node,
   * ready or not. How often its containers ran does not matter there.
   */
  public boolean countsTheSame(PodView other) {
    return meta.uid().equals(other.meta.uid())
        && Objects.equals(meta.controller(), other.meta.controller())
        && meta.labels().equals(other.meta.labels())
        && meta.deleting() == other.meta.deleting()
        && Objects.equals(node, other.node)
        && ready() == other.ready()
        && finished() == other.finished()
        && images().equals(other.images());
  }

  private List<String> images() {
    return containers.stream().map(ContainerView::image).toList();
  }

  /** The container of that name. */
  public Optional<ContainerView> container(String name) {
    return containers.stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
