package io.reflexarc.decider.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.decider.golden.Story.Cast;
import io.reflexarc.decider.golden.Story.Phase;
import io.reflexarc.decider.golden.Story.Pods;
import io.reflexarc.decider.golden.Story.Standing;
import io.reflexarc.schemas.avro.Autoscaler;
import io.reflexarc.schemas.avro.Bucket;
import io.reflexarc.schemas.avro.DisruptionBudget;
import io.reflexarc.schemas.avro.KnownGood;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Owner;
import io.reflexarc.schemas.avro.Sample;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a target of a story and its pods look like second by second. No randomness. */
final class World {

  private final Story story;
  private final Cast cast;
  private final String target;
  private final Map<String, double[]> counters = new HashMap<>();
  private final Meters meters = new Meters();
  private int standing = -1;

  World(Story story, Cast cast) {
    this.story = story;
    this.cast = cast;
    this.target = cast.target().toString();
  }

  String target() {
    return target;
  }

  /** The workload, when it changed since it was last asked for. */
  List<WorkloadState> workload(long offset, long actionOffset) {
    int now = -1;
    for (int i = 0; i < cast.standings().size(); i++) {
      if (cast.standings().get(i).at().reached(offset, actionOffset)) {
        now = i;
      }
    }
    if (now < 0 || now == standing) {
      return List.of();
    }
    standing = now;
    return List.of(state(cast.standings().get(now), offset));
  }

  private WorkloadState state(Standing at, long offset) {
    List<VersionState> versions = new ArrayList<>();
    at.versions().forEach(node -> versions.add(version(node)));
    Map<String, String> annotations = new HashMap<>();
    at.more()
        .path("annotations")
        .properties()
        .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().asText()));
    List<KnownGood> good = new ArrayList<>();
    at.more()
        .path("lastKnownGood")
        .forEach(
            node ->
                good.add(
                    KnownGood.newBuilder()
                        .setObject(target)
                        .setVersion(node.path("version").asText())
                        .setRevision(node.path("revision").asText())
                        .setEvidence("a human says so")
                        .build()));
    return WorkloadState.newBuilder()
        .setTarget(target)
        .setUid("uid-" + cast.target().name())
        .setGeneration(1)
        .setObservedGeneration(1)
        .setDesiredReplicas(at.more().path("desired").asInt(pods(versions)))
        .setUpdatedReplicas(0)
        .setReadyReplicas(at.more().path("ready").asInt(pods(versions)))
        .setPaused(at.more().path("paused").asBoolean(false))
        .setOwner(owner(at.more().path("owner")))
        .setAutoscaler(autoscaler(at.more().path("autoscaler")))
        .setDisruptionBudget(budget(at.more().path("budget")))
        .setVersions(versions)
        .setLastKnownGood(good)
        .setRollingOut(at.rollingOut())
        .setDependsOn(texts(at.more().path("dependsOn")))
        .setNodes(texts(at.more().path("nodes")))
        .setLabels(labels(at.more()))
        .setAnnotations(annotations)
        .setObservedAt(Instant.ofEpochMilli(story.startMillis() + offset))
        .build();
  }

  private static int pods(List<VersionState> versions) {
    return versions.stream().mapToInt(VersionState::getReplicas).sum();
  }

  /** Who brings its own changes, and undoes those of others. */
  private static @Nullable Owner owner(JsonNode kind) {
    return kind.isMissingNode()
        ? null
        : Owner.newBuilder().setKind(kind.asText()).setReconciles(true).setReverts(true).build();
  }

  private @Nullable Autoscaler autoscaler(JsonNode bounds) {
    return bounds.isMissingNode()
        ? null
        : Autoscaler.newBuilder()
            .setName(cast.target().name())
            .setMinReplicas(bounds.get(0).asInt())
            .setMaxReplicas(bounds.get(1).asInt())
            .build();
  }

  private @Nullable DisruptionBudget budget(JsonNode allowed) {
    return allowed.isMissingNode()
        ? null
        : DisruptionBudget.newBuilder()
            .setName(cast.target().name())
            .setDisruptionsAllowed(allowed.asInt())
            .build();
  }

  private Map<String, String> labels(JsonNode node) {
    Map<String, String> labels = new HashMap<>(Map.of("app", cast.target().name()));
    node.path("labels").properties().forEach(it -> labels.put(it.getKey(), it.getValue().asText()));
    return labels;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private VersionState version(JsonNode node) {
    String name = node.path("object").asText(cast.target().name());
    int replicas = node.path("replicas").asInt(0);
    return VersionState.newBuilder()
        .setVersion(node.path("version").asText())
        .setRevision(node.path("revision").asText())
        .setObject(cast.target().sibling(cast.target().kind(), name).toString())
        .setTemplateHash("hash-" + node.path("version").asText())
        .setReplicas(replicas)
        .setReady(replicas)
        .setDesired(node.path("desired").asInt(replicas))
        .setSince(
            Instant.ofEpochMilli(
                story.startMillis() + Story.duration(node.path("since").asText("-1h"))))
        .setMemoryLimitBytes(node.path("limit").asLong(536_870_912L))
        .setUid("uid-" + name)
        .setGeneration(1)
        .setCurrent(node.path("current").asBoolean(false))
        .build();
  }

  /** What is scraped in this second. */
  List<MetricSamples> scrapes(long offset, long actionOffset) {
    List<MetricSamples> all = new ArrayList<>();
    int number = 0;
    for (Pods pods : cast.pods()) {
      for (int i = 0; i < pods.count(); i++) {
        scrape(pods, pods.version() + "-" + number++, number, offset, actionOffset, all);
      }
    }
    return all;
  }

  private void scrape(
      Pods pods, String pod, int number, long offset, long actionOffset, List<MetricSamples> all) {
    boolean alive =
        pods.from().reached(offset, actionOffset)
            && pods.to().filter(to -> to.reached(offset, actionOffset)).isEmpty();
    if (!alive) {
      return;
    }
    double[] counter = counters.computeIfAbsent(pod, name -> new double[3]);
    double rps = Phase.now(pods.rps(), offset, actionOffset);
    counter[0] += rps;
    counter[1] += rps * Phase.now(pods.errors(), offset, actionOffset);
    counter[2] += 1;
    meters.second(pods, pod, offset, actionOffset);
    boolean due = (offset / 1000 + number * 3L) % (story.scrapeMillis() / 1000) == 0;
    boolean silent =
        pods.silent().stream()
            .anyMatch(
                each ->
                    each.from().reached(offset, actionOffset)
                        && !each.to().reached(offset, actionOffset));
    if (due && !silent) {
      all.add(samples(pods, pod, offset, counter));
    }
  }

  private MetricSamples samples(Pods pods, String pod, long offset, double[] counter) {
    return MetricSamples.newBuilder()
        .setTarget(target)
        .setPod(pod)
        .setPodUid("uid-" + pod)
        .setNode(pods.node().orElse(null))
        .setVersion(pods.version())
        .setSource("scrape")
        .setSampledAt(Instant.ofEpochMilli(story.startMillis() + offset))
        .setStartedAt(Instant.ofEpochMilli(story.startMillis() + pods.from().millis()))
        .setSamples(all(pods, pod, counter))
        .build();
  }

  private List<Sample> all(Pods pods, String pod, double[] counter) {
    double bad = Math.floor(counter[1]);
    List<Sample> all =
        new ArrayList<>(
            List.of(
                sample(
                    "http_requests_total",
                    Map.of("status", "200"),
                    MetricKind.COUNTER,
                    counter[0] - bad),
                sample("http_requests_total", Map.of("status", "503"), MetricKind.COUNTER, bad),
                histogram(pods, counter[0]),
                sample(
                    "process_resident_memory_bytes",
                    Map.of(),
                    MetricKind.GAUGE,
                    pods.memory() + pods.memoryPerMinute() * counter[2] / 60),
                sample(
                    "process_open_fds",
                    Map.of(),
                    MetricKind.GAUGE,
                    50 + pods.filesPerMinute() * counter[2] / 60)));
    all.addAll(meters.samples(pods, pod));
    return all;
  }

  /** Nine of ten requests take 50 to 100 ms, the tenth up to what its pods take. */
  private static Sample histogram(Pods pods, double count) {
    List<Bucket> buckets = new ArrayList<>();
    for (double bound : new double[] {0.05, 0.1, 0.25, 0.5, 1, Double.POSITIVE_INFINITY}) {
      double share = bound < 0.1 ? 0 : bound < pods.slowest() ? 0.9 : 1;
      buckets.add(
          Bucket.newBuilder().setUpperBound(bound).setCount(Math.floor(count * share)).build());
    }
    return Sample.newBuilder()
        .setName("http_request_duration_seconds")
        .setKind(MetricKind.HISTOGRAM)
        .setValue(count)
        .setSum(count)
        .setBuckets(buckets)
        .build();
  }

  private static Sample sample(
      String name, Map<String, String> labels, MetricKind kind, double value) {
    return Sample.newBuilder()
        .setName(name)
        .setLabels(labels)
        .setKind(kind)
        .setValue(value)
        .build();
  }
}
