package io.reflexarc.actuator.cluster;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which objects of a kind.
 *
 * @param namespace the only one to look in, empty for all
 * @param labels that they carry, all of them
 * @param fields that they have, all of them; the API server knows few, such as {@code
 *     spec.nodeName} of pods
 */
public record Selection(String namespace, Map<String, String> labels, Map<String, String> fields) {

  public Selection {
    labels = Map.copyOf(labels);
    fields = Map.copyOf(fields);
  }

  /** All of a namespace. */
  public static Selection in(String namespace) {
    return new Selection(namespace, Map.of(), Map.of());
  }

  /** All of the cluster that have a field. */
  public static Selection everywhere(String field, String value) {
    return new Selection("", Map.of(), Map.of(field, value));
  }

  /** Those of them that carry these labels. */
  public Selection labelled(Map<String, String> labels) {
    return new Selection(namespace, labels, fields);
  }

  String labelSelector() {
    return joined(labels);
  }

  String fieldSelector() {
    return joined(fields);
  }

  private static String joined(Map<String, String> terms) {
    return new TreeMap<>(terms)
        .entrySet().stream()
            .map(term -> term.getKey() + "=" + term.getValue())
            .collect(Collectors.joining(","));
  }
}
