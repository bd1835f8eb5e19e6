package io.reflexarc.actuator.cluster;

import java.util.List;
import java.util.Optional;

/** Reads of the cluster. Each is consistent: it sees every write that was answered before it. */
public interface ClusterReader {

  /**
   * One object.
   *
   * @param namespace ignored for kinds without one
   * @return empty when there is none
   * @throws ClusterException when the API server refuses, fails or does not answer
   */
  Optional<KubeObject> get(ResourceKind kind, String namespace, String name)
      throws ClusterException;

  /**
   * All objects of a kind that a selection names.
   *
   * @throws ClusterException when the API server refuses, fails or does not answer, or has more
   *     than a thousand
   */
  List<KubeObject> list(ResourceKind kind, Selection selection) throws ClusterException;
}
