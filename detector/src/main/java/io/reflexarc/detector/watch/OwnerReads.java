package io.reflexarc.detector.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.micrometer.core.instrument.Counter;
import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.cluster.OwnerView;
import io.reflexarc.runtime.metrics.StageMetrics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up who owns objects of kinds that are not watched: one read of its metadata for each owner,
 * on a thread of its own. The answer goes the way of all observations. Where there is none, because
 * the owner is gone, not ours to read, or the server does not answer, it is told as far as it is
 * known, and asked for again less and less often.
 */
final class OwnerReads implements OwnerInquiry, AutoCloseable {

  /** Most owners that are asked for at the same moment. */
  static final int CAPACITY = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(OwnerReads.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final Set<Integer> GONE = Set.of(404, 410);
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_TRIES = 30;
  private static final int MOST_DOUBLINGS = 10;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final String METADATA_ONLY =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

  private final ApiReader api;
  private final StageMetrics metrics;
  private final Map<String, Metadata.ControllerRef> asked = new ConcurrentHashMap<>();
  private final Map<String, Resource> resources = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor thread;
  private volatile @Nullable ClusterSink sink;

  OwnerReads(ApiReader api, StageMetrics metrics) {
    this.api = api;
    this.metrics = metrics;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "detector-owner-reads");
              made.setDaemon(true);
              return made;
            });
    metrics.registry().gauge(metrics.name("owners.asked"), asked, Map::size);
  }

  /** How the server calls the objects of a kind. */
  private record Resource(String plural, boolean namespaced) {}

  void start(ClusterSink observations) {
    this.sink = observations;
  }

  @Override
  public void whoOwns(String namespace, Metadata.ControllerRef owner) {
    if (sink == null || asked.containsKey(owner.uid())) {
      return;
    }
    if (asked.size() >= CAPACITY) {
      count("dropped");
      return;
    }
    asked.put(owner.uid(), owner);
    after(Duration.ZERO, namespace, owner, 0);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void after(Duration pause, String namespace, Metadata.ControllerRef owner, int tries) {
    try {
      var unused =
          thread.schedule(
              () -> {
                attempt(namespace, owner, tries);
                return null;
              },
              pause.toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("not asked any more: the detector closes");
    }
  }

  /** One that fails once may be told the next moment; until then what is asked for it waits. */
  private void attempt(String namespace, Metadata.ControllerRef owner, int tries)
      throws InterruptedException {
    int code;
    try {
      code = read(namespace, owner);
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("{} {} was not read: {}", owner.kind(), owner.name(), e.toString());
      code = 0;
    }
    if (code == OK || GONE.contains(code)) {
      count(code == OK ? "read" : "gone");
      if (code != OK) {
        tell(unknown(namespace, owner), owner);
      }
      asked.remove(owner.uid());
      return;
    }
    count(code == 0 ? "unreadable" : Integer.toString(code));
    if (tries > 0 || code == 403) {
      tell(unknown(namespace, owner), owner);
    }
    if (tries < MOST_TRIES) {
      after(pauseAfter(tries, code), namespace, owner, tries + 1);
    } else {
      asked.remove(owner.uid());
    }
  }

  private static Duration pauseAfter(int tries, int code) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
    return code == 403 || pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private int read(String namespace, Metadata.ControllerRef owner)
      throws IOException, InterruptedException {
    Resource resource = resources.get(owner.apiVersion() + " " + owner.kind());
    if (resource == null) {
      ApiReader.Answer served = api.get(root(owner), "application/json", MOST_BYTES);
      if (served.code() != OK) {
        return served.code();
      }
      resource = resourceOf(JSON.readTree(served.body()), owner.kind());
      if (resource == null) {
        return 404;
      }
      if (resources.size() < CAPACITY) {
        resources.put(owner.apiVersion() + " " + owner.kind(), resource);
      }
    }
    String path =
        root(owner)
            + (resource.namespaced() ? "/namespaces/" + namespace : "")
            + "/"
            + resource.plural()
            + "/"
            + owner.name();
    ApiReader.Answer answer = api.get(path, METADATA_ONLY, MOST_BYTES);
    if (answer.code() != OK) {
      return answer.code();
    }
    Metadata meta =
        MetadataReader.read(
            JSON.convertValue(JSON.readTree(answer.body()).path("metadata"), ObjectMeta.class),
            label -> false);
    if (!meta.uid().equals(owner.uid())) {
      return 404;
    }
    tell(meta, owner);
    return OK;
  }

  private static @Nullable Resource resourceOf(JsonNode list, String kind) {
    for (JsonNode each : list.path("resources")) {
      String plural = each.path("name").asText();
      if (each.path("kind").asText().equals(kind)
          && !plural.contains("/")
          && MetadataReader.isNamed("", kind, plural)) {
        return new Resource(plural, each.path("namespaced").asBoolean());
      }
    }
    return null;
  }

  /** Every part that goes into a path must be a name. */
  private static String root(Metadata.ControllerRef owner) {
    String[] parts = owner.apiVersion().split("/", -1);
    for (String part : parts) {
      if (!MetadataReader.isNamed("", owner.kind(), part)) {
        throw new IllegalArgumentException("apiVersion of an owner is none");
      }
    }
    return (parts.length == 1 ? "/api/" : "/apis/") + owner.apiVersion();
  }

  private static Metadata unknown(String namespace, Metadata.ControllerRef owner) {
    return new Metadata(
        namespace,
        owner.name(),
        owner.uid(),
        "",
        0,
        Instant.EPOCH,
        false,
        Map.of(),
        Map.of(),
        null);
  }

  private void tell(Metadata meta, Metadata.ControllerRef owner) {
    ClusterSink to = sink;
    if (to != null) {
      to.observed(new Observation.Seen(new OwnerView(meta, owner.apiVersion(), owner.kind())));
    }
  }

  private void count(String outcome) {
    Counter.builder(metrics.name("owners.read"))
        .tag("outcome", outcome)
        .register(metrics.registry())
        .increment();
  }
}
