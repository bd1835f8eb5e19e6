package io.reflexarc.detector.attribution;

import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.schemas.key.TargetKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a workload depends on, by its annotation: names are of Deployments beside it; {@code
 * namespace/name} and whole keys are taken too.
 */
public final class DependsOn {

  /** The annotation. */
  public static final String ANNOTATION = "reflexarc.io/depends-on";

  private static final int MOST = 100;

  private DependsOn() {}

  /** The keys, each once, in order. */
  public static List<TargetKey> of(Metadata workload, String cluster) {
    String written = workload.annotation(ANNOTATION);
    if (written == null) {
      return List.of();
    }
    return Arrays.stream(written.split(","))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .limit(MOST)
        .map(it -> key(it, cluster, workload.namespace()))
        .flatMap(Optional::stream)
        .map(TargetKey::toString)
        .distinct()
        .sorted()
        .map(TargetKey::parse)
        .toList();
  }

  private static Optional<TargetKey> key(String written, String cluster, String namespace) {
    String[] parts = written.split("/", -1);
    return TargetKey.tryParse(
        switch (parts.length) {
          case 1 -> cluster + "/" + namespace + "/Deployment/" + written;
          case 2 -> cluster + "/" + parts[0] + "/Deployment/" + parts[1];
          default -> written;
        });
  }
}
