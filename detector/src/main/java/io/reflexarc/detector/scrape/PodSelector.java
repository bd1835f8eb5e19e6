package io.reflexarc.detector.scrape;

import io.reflexarc.detector.cluster.LabelSelector;
import io.reflexarc.detector.cluster.PodView;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses pods by their labels, and says where they expose metrics.
 *
 * @param name unique in its file; part of the samples' source
 * @param namespaces exact names; empty for all
 * @param labels which pods of those namespaces
 * @param port a number, or the name that a container gives to it
 * @param interval event time between two scrapes; empty for the usual one
 * @param container the container whose restarts matter; empty for the pod's annotation, or its
 *     first
 */
public record PodSelector(
    String name,
    Set<String> namespaces,
    LabelSelector labels,
    String port,
    String path,
    String scheme,
    Optional<Duration> interval,
    Optional<String> container) {

  public PodSelector {
    namespaces = Set.copyOf(namespaces);
  }

  /** The endpoint of a pod; empty when it is not meant, has no such port, or does not run. */
  Optional<Endpoint> endpointOf(PodView pod) {
    if ((!namespaces.isEmpty() && !namespaces.contains(pod.meta().namespace()))
        || !labels.matches(pod.meta().labels())) {
      return Optional.empty();
    }
    boolean isNumber =
        Character.isDigit(port.charAt(0)) && port.chars().allMatch(Character::isDigit);
    Integer number = isNumber ? Integer.valueOf(port) : pod.ports().get(port);
    return number == null
        ? Optional.empty()
        : Endpoint.at(pod, scheme, number, path, container.orElse(null));
  }
}
