package io.reflexarc.detector.attribution;

import io.reflexarc.schemas.key.TargetKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How labels name a target.
 *
 * @param cluster label with the cluster's name; where it is absent our own is meant
 * @param namespace label with the namespace
 * @param kinds labels with names, by kind; the first that is present counts
 * @param version label with the version
 */
public record TargetLabels(String cluster, String namespace, List<OfKind> kinds, String version) {

  private static final String NODE = "Node";

  /**
   * The label that holds names of a kind.
   *
   * @param kind as Kubernetes spells it: {@code Deployment}
   * @param label such as {@code deployment}
   */
  public record OfKind(String kind, String label) {}

  public TargetLabels {
    kinds = List.copyOf(kinds);
  }

  /**
   * Kinds and labels as a configuration lists them: {@code Deployment=deployment}.
   *
   * @throws IllegalArgumentException naming the entry that is wrong
   */
  public static List<OfKind> kinds(List<String> written) {
    List<OfKind> kinds = new ArrayList<>();
    for (String entry : written) {
      if (!entry.matches("[A-Z][A-Za-z0-9]{0,62}=[a-zA-Z_][a-zA-Z0-9_]{0,127}")) {
        throw new IllegalArgumentException(
            "'" + entry + "' is not Kind=label, write Deployment=deployment");
      }
      int equals = entry.indexOf('=');
      kinds.add(new OfKind(entry.substring(0, equals), entry.substring(equals + 1)));
    }
    return kinds;
  }

  /**
   * The object that labels name.
   *
   * @param ourCluster the cluster that is meant where no label names one
   * @return empty when no label names a kind
   * @throws IllegalArgumentException when a value cannot be part of a target
   */
  public Optional<Sought> sought(Map<String, String> labels, String ourCluster) {
    String where = present(labels, cluster);
    for (OfKind kind : kinds) {
      String name = present(labels, kind.label());
      if (name != null) {
        String in = kind.kind().equals(NODE) ? "" : labels.getOrDefault(namespace, "");
        if (in.isEmpty() && !kind.kind().equals(NODE)) {
          throw new IllegalArgumentException(
              "label '" + namespace + "' is missing beside '" + kind.label() + "'");
        }
        return Optional.of(
            new Sought(new TargetKey(where == null ? ourCluster : where, in, kind.kind(), name)));
      }
    }
    return Optional.empty();
  }

  /** The version that labels name; null for none. */
  public @Nullable String version(Map<String, String> labels) {
    return present(labels, version);
  }

  /** Every label that is read here. */
  public Set<String> used() {
    Set<String> used = new HashSet<>(List.of(cluster, namespace, version));
    kinds.forEach(kind -> used.add(kind.label()));
    return used;
  }

  /** The labels of kinds, for a message. */
  public List<String> names() {
    return kinds.stream().map(OfKind::label).toList();
  }

  private static @Nullable String present(Map<String, String> labels, String label) {
    String value = labels.get(label);
    return value == null || value.isBlank() ? null : value;
  }
}
