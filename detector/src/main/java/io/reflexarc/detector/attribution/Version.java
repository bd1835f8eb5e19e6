package io.reflexarc.detector.attribution;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import java.util.List;
import java.util.Map;

/**
 * The name of what a pod runs: label {@code app.kubernetes.io/version}, then label {@code version},
 * then the tag of the first container's image, then the pod template's hash.
 */
public final class Version {

  /** The label that the cluster puts on pods and ReplicaSets of one template. */
  public static final String TEMPLATE_HASH = "pod-template-hash";

  /** The labels that may name a version, the most telling first. */
  public static final List<String> LABELS = List.of("app.kubernetes.io/version", "version");

  private static final String NONE = "unknown";
  private static final String DIGEST = "@";

  private Version() {}

  /** Of a pod. */
  public static String of(PodView pod) {
    return of(pod.meta().labels(), pod.containers().stream().map(ContainerView::image).toList());
  }

  /** Of a ReplicaSet's template: the same as of its pods. */
  public static String of(ReplicaSetView set) {
    return of(set.templateLabels(), set.images());
  }

  /** Of the labels and images of a template. */
  public static String of(Map<String, String> labels, List<String> images) {
    for (String label : LABELS) {
      String value = labels.get(label);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    String tag = images.isEmpty() ? "" : tagOf(images.get(0));
    return tag.isEmpty() ? labels.getOrDefault(TEMPLATE_HASH, NONE) : tag;
  }

  /** The tag of an image reference, empty when it has none; a digest is no tag. */
  static String tagOf(String image) {
    int digest = image.indexOf(DIGEST);
    String named = digest < 0 ? image : image.substring(0, digest);
    int colon = named.lastIndexOf(':');
    return colon > named.lastIndexOf('/') ? named.substring(colon + 1) : "";
  }
}
