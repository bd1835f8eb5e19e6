package io.reflexarc.bench.decide;

import io.reflexarc.schemas.avro.Bucket;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Sample;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a detector says of workloads that are well: a scrape of 47 series, as it is left when only
 * what the policies ask for is published. No randomness; levels wobble with time.
 */
final class Signals {

  /** Samples in one scrape. */
  static final int SAMPLES = 47;

  private static final List<String> PATHS =
      List.of("/cart", "/checkout", "/checkout/confirm", "/login", "/search");
  private static final List<String> METHODS = List.of("GET", "POST");
  private static final List<String> STATUS = List.of("200", "404", "503");
  private static final List<Double> BOUNDS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);
  private static final double REQUESTS_A_SECOND = 20;

  private final long startMillis;
  private final Map<Map<String, String>, Map<String, String>> labels = new HashMap<>();

  /**
   * @param startMillis when all counters were zero, event time
   */
  Signals(long startMillis) {
    this.startMillis = startMillis;
  }

  /** A workload as it stands: two versions known, the younger serves. */
  WorkloadState workload(int workload, int pods) {
    String target = Crowd.target(workload);
    return WorkloadState.newBuilder()
        .setTarget(target)
        .setUid("uid-" + workload)
        .setGeneration(2)
        .setObservedGeneration(2)
        .setDesiredReplicas(pods)
        .setUpdatedReplicas(pods)
        .setReadyReplicas(pods)
        .setVersions(List.of(version(target, "v2", pods, 60), version(target, "v1", 0, 600)))
        .setLabels(Map.of("app", "web-" + workload, "tier", "web"))
        .setObservedAt(Instant.ofEpochMilli(startMillis))
        .build();
  }

  private VersionState version(String target, String name, int pods, int minutesOld) {
    return VersionState.newBuilder()
        .setVersion(name)
        .setRevision(name.substring(1))
        .setObject(target)
        .setTemplateHash("hash-" + name)
        .setReplicas(pods)
        .setReady(pods)
        .setDesired(pods)
        .setSince(Instant.ofEpochMilli(startMillis - minutesOld * 60_000L))
        .setMemoryLimitBytes(512L << 20)
        .setCurrent(pods > 0)
        .setUid("uid-of-" + target)
        .setGeneration(2)
        .build();
  }

  /** A scrape of a pod. */
  MetricSamples scrape(int workload, int pod, long at) {
    double seconds = (at - startMillis) / 1e3;
    List<Sample> samples = new ArrayList<>(SAMPLES);
    for (String path : PATHS) {
      for (String method : METHODS) {
        for (String status : STATUS) {
          double share = status.equals("200") ? 0.997 : 0.0015;
          samples.add(
              sample(
                  "http_requests_total",
                  Map.of("method", method, "path", path, "status", status),
                  MetricKind.COUNTER,
                  Math.floor(seconds * REQUESTS_A_SECOND * share)));
        }
      }
      samples.add(duration(path, seconds));
    }
    for (String code : List.of("OK", "NotFound", "Unavailable", "DeadlineExceeded")) {
      samples.add(
          sample(
              "grpc_client_handled_total",
              Map.of("grpc_service", "pricing", "grpc_code", code),
              MetricKind.COUNTER,
              Math.floor(seconds * (code.equals("OK") ? 30 : 0.01))));
    }
    levels(workload + pod, seconds, samples);
    return MetricSamples.newBuilder()
        .setTarget(Crowd.target(workload))
        .setPod("web-" + workload + "-6d4cf56db6-" + pod)
        .setPodUid("5f1d7a1c-0000-4000-8000-" + (1_000_000 + workload * 100 + pod))
        .setNode("node-" + workload % 50)
        .setVersion("v2")
        .setRevision("2")
        .setSource("scrape")
        .setSampledAt(Instant.ofEpochMilli(at))
        .setStartedAt(Instant.ofEpochMilli(startMillis))
        .setSamples(samples)
        .build();
  }

  private void levels(int phase, double seconds, List<Sample> samples) {
    double wobble = Math.sin(seconds / 97 + phase);
    samples.add(level("process_resident_memory_bytes", Map.of(), 250e6 + 4e6 * wobble));
    samples.add(level("process_open_fds", Map.of(), Math.rint(180 + 15 * wobble)));
    samples.add(level("jvm_memory_used_bytes", Map.of("area", "heap"), 120e6 + 30e6 * wobble));
    samples.add(level("jvm_memory_used_bytes", Map.of("area", "nonheap"), 60e6));
    samples.add(level("work_queue_depth", Map.of("queue", "orders"), Math.rint(5 + 4 * wobble)));
    samples.add(level("db_pool_waiting", Map.of("pool", "main"), Math.rint(1 + wobble)));
    samples.add(level("jvm_threads_live", Map.of(), Math.rint(60 + 5 * wobble)));
    samples.add(level("kafka_consumer_lag", Map.of("topic", "orders"), Math.rint(20 + 9 * wobble)));
  }

  private Sample level(String name, Map<String, String> labels, double value) {
    return sample(name, labels, MetricKind.GAUGE, value);
  }

  /** Labels that came before are the same object, as the reader of scrapes hands them out. */
  private Sample sample(String name, Map<String, String> its, MetricKind kind, double value) {
    return Sample.newBuilder()
        .setName(name)
        .setLabels(labels.computeIfAbsent(its, same -> same))
        .setKind(kind)
        .setValue(value)
        .build();
  }

  private Sample duration(String path, double seconds) {
    double total = Math.floor(seconds * REQUESTS_A_SECOND);
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < BOUNDS.size(); i++) {
      double share = Math.min(1, 0.05 + i * 0.12);
      buckets.add(new Bucket(BOUNDS.get(i), Math.floor(total * share)));
    }
    return Sample.newBuilder()
        .setName("http_request_duration_seconds")
        .setLabels(labels.computeIfAbsent(Map.of("path", path), same -> same))
        .setKind(MetricKind.HISTOGRAM)
        .setValue(total)
        .setSum(total * 0.08)
        .setBuckets(buckets)
        .build();
  }

  /** The tick of a partition. */
  static HealthEvent tick(int partition, long at) {
    return event("tick", "tick-" + partition + "-" + at, Crowd.CLUSTER + "//Partition/" + partition)
        .setOccurredAt(Instant.ofEpochMilli(at))
        .setObservedAt(Instant.ofEpochMilli(at))
        .build();
  }

  /** A pod of a workload was killed for want of memory. */
  static HealthEvent oomKilled(int workload, int pod, long at) {
    String name = "web-" + workload + "-6d4cf56db6-" + pod;
    return event("pod.oom-killed", name + "/" + at, Crowd.target(workload))
        .setSeverity(Severity.CRITICAL)
        .setSubject(Subject.newBuilder().setPod(name).setContainer("main").build())
        .setVersion("v2")
        .setOccurredAt(Instant.ofEpochMilli(at))
        .setObservedAt(Instant.ofEpochMilli(at))
        .build();
  }

  private static HealthEvent.Builder event(String type, String id, String target) {
    return HealthEvent.newBuilder()
        .setId(id)
        .setType(type)
        .setPhase(Phase.OCCURRED)
        .setSeverity(Severity.INFO)
        .setTarget(target)
        .setSource("bench");
  }
}
