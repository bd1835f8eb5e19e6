package io.reflexarc.detector.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ReplicaSet: one template of a Deployment.
 *
 * @param revision revision number that the Deployment's controller gave it; empty for none
 * @param reused whether an earlier revision had the same template: a rollback came back to it
 * @param templateHash hash of its template
 * @param templateLabels labels of its pods
 * @param images its containers' images, in order
 * @param memoryLimitBytes sum of its containers' memory limits; null when one has none
 */
public record ReplicaSetView(
    Metadata meta,
    int desired,
    String revision,
    boolean reused,
    String templateHash,
    Map<String, String> templateLabels,
    List<String> images,
    @Nullable Long memoryLimitBytes)
    implements ClusterObject {

  public ReplicaSetView {
    templateLabels = Map.copyOf(templateLabels);
    images = List.copyOf(images);
  }

  /** The revision as a number, for ordering; -1 when it is none. */
  public long revisionNumber() {
    try {
      return Long.parseLong(revision);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
