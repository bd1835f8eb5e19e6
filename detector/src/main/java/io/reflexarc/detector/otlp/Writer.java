package io.reflexarc.detector.otlp;

import io.opentelemetry.proto.resource.v1.Resource;
import io.reflexarc.detector.attribution.Sought;
import io.reflexarc.detector.attribution.TargetLabels;
import io.reflexarc.detector.attribution.TargetLabels.OfKind;
import io.reflexarc.detector.intake.Fields.WrongFieldException;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who exports: a process, known by its service and its instance of it, in a pod or a workload. Its
 * counters go on from one export to the next; those of another writer are others, though both are
 * in one pod.
 *
 * @param about what it is in, the most exact first
 * @param source who measures: {@code otlp}, with service and instance behind it
 */
record Writer(
    List<Sought> about,
    @Nullable String pod,
    @Nullable String podUid,
    @Nullable String version,
    String source) {

  private static final String SOURCE = "otlp";
  private static final String CLUSTER = "k8s.cluster.name";
  private static final String NAMESPACE = "k8s.namespace.name";
  private static final String POD = "k8s.pod.name";
  private static final String POD_UID = "k8s.pod.uid";
  private static final String SERVICE = "service.name";
  private static final String INSTANCE = "service.instance.id";
  private static final String VERSION = "service.version";
  private static final int LONGEST = 256;

  private static final TargetLabels PODS =
      new TargetLabels(CLUSTER, NAMESPACE, List.of(new OfKind(Sought.POD, POD)), VERSION);
  private static final TargetLabels WORKLOADS =
      new TargetLabels(
          CLUSTER,
          NAMESPACE,
          List.of(
              new OfKind("Deployment", "k8s.deployment.name"),
              new OfKind("StatefulSet", "k8s.statefulset.name"),
              new OfKind("DaemonSet", "k8s.daemonset.name")),
          VERSION);
  private static final TargetLabels NODES =
      new TargetLabels(CLUSTER, NAMESPACE, List.of(new OfKind("Node", "k8s.node.name")), VERSION);

  Writer {
    about = List.copyOf(about);
  }

  /**
   * Reads the attributes of a resource.
   *
   * @throws WrongFieldException when they name nothing that could be found
   */
  static Writer of(Resource resource, String ourCluster) throws WrongFieldException {
    Map<String, String> attributes = Attributes.plain(resource.getAttributesList());
    for (String key : List.of(SERVICE, INSTANCE, VERSION, POD_UID)) {
      if (attributes.getOrDefault(key, "").length() > LONGEST) {
        throw new WrongFieldException(
            "resource." + key + ": is longer than " + LONGEST + " characters, shorten it");
      }
    }
    return new Writer(
        about(attributes, ourCluster),
        present(attributes, POD),
        present(attributes, POD_UID),
        present(attributes, VERSION),
        source(attributes));
  }

  /** What it measured at a time, to be found yet. */
  MetricSamples told(Instant at, List<Sample> samples) {
    return MetricSamples.newBuilder()
        .setTarget(about.get(0).object().toString())
        .setPod(pod)
        .setPodUid(podUid)
        .setVersion(version)
        .setSource(source)
        .setSampledAt(at)
        .setSamples(samples)
        .build();
  }

  /** A pod counts for its owner; a node is meant where nothing that runs on it is named. */
  private static List<Sought> about(Map<String, String> attributes, String ourCluster)
      throws WrongFieldException {
    List<Sought> about = new ArrayList<>();
    try {
      PODS.sought(attributes, ourCluster).ifPresent(about::add);
      WORKLOADS.sought(attributes, ourCluster).ifPresent(about::add);
      if (about.isEmpty()) {
        NODES.sought(attributes, ourCluster).ifPresent(about::add);
      }
    } catch (IllegalArgumentException e) {
      throw new WrongFieldException("resource: " + e.getMessage());
    }
    if (about.isEmpty()) {
      throw new WrongFieldException(
          "resource: none of "
              + Stream.of(PODS, WORKLOADS, NODES).flatMap(it -> it.names().stream()).toList()
              + " is there to tell the target: set it in OTEL_RESOURCE_ATTRIBUTES, or use the"
              + " Collector's k8sattributes processor");
    }
    return about;
  }

  private static String source(Map<String, String> attributes) {
    StringBuilder source = new StringBuilder(SOURCE);
    Stream.of(SERVICE, INSTANCE)
        .map(key -> Optional.ofNullable(present(attributes, key)))
        .flatMap(Optional::stream)
        .forEach(it -> source.append('/').append(it));
    return source.toString();
  }

  private static @Nullable String present(Map<String, String> attributes, String key) {
    String value = attributes.get(key);
    return value == null || value.isBlank() ? null : value;
  }
}
