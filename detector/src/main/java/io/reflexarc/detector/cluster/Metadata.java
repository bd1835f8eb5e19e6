package io.reflexarc.detector.cluster;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every object has.
 *
 * @param namespace empty for what has none
 * @param generation 0 where the kind has none
 * @param createdAt to the second, as Kubernetes keeps it
 * @param deleting whether its deletion was asked for
 * @param labels those that are of use downstream
 * @param annotations those that are of use downstream
 * @param controller the owner that manages it; null for none
 */
public record Metadata(
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    long generation,
    Instant createdAt,
    boolean deleting,
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable ControllerRef controller) {

  public Metadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /**
   * The owner reference that says {@code controller: true}.
   *
   * @param apiVersion group and version: {@code apps/v1}
   */
  public record ControllerRef(String apiVersion, String kind, String name, String uid) {

    /** The group of its API; empty for the core's. */
    public String group() {
      int slash = apiVersion.indexOf('/');
      return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
  }

  /** The value of an annotation, null when absent or blank. */
  public @Nullable String annotation(String key) {
    String value = annotations.get(key);
    return value == null || value.isBlank() ? null : value;
  }
}
