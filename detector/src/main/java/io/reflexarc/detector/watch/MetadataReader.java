package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads what every object has, keeping of labels and annotations only what is of use. */
final class MetadataReader {

  /** Most labels, and most annotations, kept of one object. */
  static final int MAX_ENTRIES = 128;

  private static final int MAX_VALUE = 4_096;
  private static final String ANY_KIND = "Any";
  private static final List<String> ANNOTATION_PREFIXES =
      List.of(
          "reflexarc.io/",
          "prometheus.io/",
          "meta.helm.sh/",
          "argocd.argoproj.io/tracking-id",
          "deployment.kubernetes.io/revision");

  private static final SharedMaps<String> LABELS = new SharedMaps<>();

  private MetadataReader() {}

  /**
   * What an object says of itself.
   *
   * @throws IllegalArgumentException when its name or namespace is none
   */
  static Metadata read(ObjectMeta meta, Predicate<String> labels) {
    String namespace = text(meta.getNamespace());
    String name = text(meta.getName());
    if (!isNamed(namespace, ANY_KIND, name)) {
      throw new IllegalArgumentException("metadata.name or metadata.namespace is no name");
    }
    return new Metadata(
        namespace,
        name,
        text(meta.getUid()),
        text(meta.getResourceVersion()),
        meta.getGeneration() == null ? 0 : meta.getGeneration(),
        orEpoch(time(meta.getCreationTimestamp())),
        meta.getDeletionTimestamp() != null,
        LABELS.shared(kept(meta.getLabels(), labels)),
        kept(meta.getAnnotations(), MetadataReader::ofUse),
        controller(meta.getOwnerReferences()));
  }

  /** Whether an object may be called so. */
  static boolean isNamed(String namespace, String kind, String name) {
    return TargetKey.tryParse("any/" + namespace + "/" + kind + "/" + name).isPresent();
  }

  /** A text, shortened where no sound one is so long; empty for none. */
  static String text(@Nullable String text) {
    return text == null ? "" : text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE);
  }

  /** The same, null for none. */
  static @Nullable String orNull(@Nullable String text) {
    return text == null ? null : text(text);
  }

  static int number(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  /** A Kubernetes time; null when absent or unreadable. */
  static @Nullable Instant time(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  static Instant orEpoch(@Nullable Instant instant) {
    return instant == null ? Instant.EPOCH : instant;
  }

  static Map<String, String> kept(@Nullable Map<String, String> all, Predicate<String> wanted) {
    if (all == null || all.isEmpty()) {
      return Map.of();
    }
    Map<String, String> kept = new LinkedHashMap<>();
    all.forEach(
        (key, value) -> {
          if (kept.size() < MAX_ENTRIES
              && wanted.test(key)
              && value != null
              && value.length() <= MAX_VALUE) {
            kept.put(key, value);
          }
        });
    return kept;
  }

  private static boolean ofUse(String key) {
    return ANNOTATION_PREFIXES.stream().anyMatch(key::startsWith);
  }

  private static Metadata.@Nullable ControllerRef controller(
      @Nullable List<OwnerReference> references) {
    if (references == null) {
      return null;
    }
    return references.stream()
        .filter(it -> it != null && Boolean.TRUE.equals(it.getController()))
        .filter(it -> isNamed("", text(it.getKind()), text(it.getName())))
        .findFirst()
        .map(it -> new Metadata.ControllerRef(it.getKind(), it.getName(), text(it.getUid())))
        .orElse(null);
  }
}
