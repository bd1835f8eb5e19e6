package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.cluster.Readiness;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nodes as views. */
final class NodeReader {

  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String CORDONED = "node.kubernetes.io/unschedulable";
  private static final Set<String> BAD =
      Set.of(
          "MemoryPressure",
          "DiskPressure",
          "PIDPressure",
          io.reflexarc.detector.cluster.NodeCondition.NETWORK_UNAVAILABLE);

  private NodeReader() {}

  static NodeView read(Node node) {
    Metadata meta = MetadataReader.read(node.getMetadata(), label -> true);
    List<NodeCondition> conditions =
        node.getStatus() == null ? List.of() : node.getStatus().getConditions();
    return new NodeView(
        meta,
        conditions.stream()
            .filter(it -> "Ready".equals(it.getType()))
            .findFirst()
            .map(NodeReader::readiness)
            .orElse(null),
        meta.labels().get(ZONE),
        conditions.stream()
            .filter(it -> it.getType() != null && BAD.contains(it.getType()))
            .map(NodeReader::condition)
            .toList(),
        cordoned(node),
        cordonedSince(node));
  }

  private static Readiness readiness(NodeCondition it) {
    return new Readiness(
        "True".equals(it.getStatus()),
        MetadataReader.text(it.getStatus()),
        MetadataReader.orEpoch(MetadataReader.time(it.getLastTransitionTime())),
        MetadataReader.orNull(it.getReason()),
        MetadataReader.orNull(it.getMessage()));
  }

  private static io.reflexarc.detector.cluster.NodeCondition condition(NodeCondition it) {
    return new io.reflexarc.detector.cluster.NodeCondition(
        it.getType(),
        MetadataReader.text(it.getStatus()),
        MetadataReader.orEpoch(MetadataReader.time(it.getLastTransitionTime())),
        MetadataReader.orNull(it.getReason()));
  }

  private static boolean cordoned(Node node) {
    return node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
  }

  /** The taint says when; it follows the mark within milliseconds, and leaves after it. */
  private static @Nullable Instant cordonedSince(Node node) {
    if (!cordoned(node)) {
      return null;
    }
    return node.getSpec().getTaints().stream()
        .filter(it -> CORDONED.equals(it.getKey()))
        .map(it -> MetadataReader.time(it.getTimeAdded()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
