package io.reflexarc.sandbox.world.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events as client-go's recorder does: a repeat raises the count of the first one, and more
 * than ten different messages about one object within ten minutes are combined into one Event whose
 * message changes.
 */
public final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final int REMEMBERED = 8192;
  private static final int SIMILAR = 10;
  private static final Duration SIMILAR_WITHIN = Duration.ofMinutes(10);

  private final Cluster cluster;
  private final Map<String, ObjectNode> written = new Remembered<>();
  private final Map<String, Similar> similar = new Remembered<>();
  private final AtomicLong dropped = new AtomicLong();
  private long sequence;

  public Events(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Something normal happened to {@code about}. */
  public void normal(Source source, ObjectNode about, String reason, String message) {
    write(source, about, "Normal", reason, message, null);
  }

  /** Something went wrong with {@code about}. */
  public void warning(Source source, ObjectNode about, String reason, String message) {
    write(source, about, "Warning", reason, message, null);
  }

  /** Something happened to one container of {@code pod}. */
  public void container(
      Source source, ObjectNode pod, String container, String type, String reason, String text) {
    write(source, pod, type, reason, text, "spec.containers{" + container + "}");
  }

  /** A scheduler's Event: made once, with an eventTime and no count. */
  public void scheduling(
      ObjectNode pod, String type, String reason, String message, String action) {
    ObjectNode event = event(pod, type, reason, message);
    event.putObject("source");
    event.putNull("firstTimestamp").putNull("lastTimestamp");
    event.put("eventTime", micros(cluster.now())).put("action", action);
    event.put("reportingComponent", "default-scheduler");
    event.put("reportingInstance", "default-scheduler-control-plane");
    create(event, "kube-scheduler");
  }

  private void write(
      Source source,
      ObjectNode about,
      String type,
      String reason,
      String message,
      @Nullable String fieldPath) {
    String group = Metadata.uid(about) + '|' + source + '|' + type + '|' + reason;
    Similar seen = similar.computeIfAbsent(group, g -> new Similar(cluster.now()));
    boolean combine = seen.combines(message, cluster.now());
    String text = combine ? "(combined from similar events): " + message : message;
    String key = group + '|' + fieldPath + '|' + (combine ? "" : message);
    ObjectNode first = written.get(key);
    if (first != null && repeat(first, source, text)) {
      return;
    }
    ObjectNode event = event(about, type, reason, text);
    if (fieldPath != null) {
      event.withObjectProperty("involvedObject").put("fieldPath", fieldPath);
    }
    ObjectNode from = event.putObject("source").put("component", source.component());
    if (!source.host().isEmpty()) {
      from.put("host", source.host());
    }
    event.put("firstTimestamp", cluster.timestamp()).put("lastTimestamp", cluster.timestamp());
    event.put("count", 1).put("type", type).putNull("eventTime");
    event.put("reportingComponent", source.component()).put("reportingInstance", source.host());
    create(event, source.component()).ifPresent(created -> written.put(key, created));
  }

  /** An Event that the API refuses is dropped and counted, as in life: nothing depends on it. */
  private Optional<ObjectNode> create(ObjectNode event, String component) {
    try {
      return Optional.of(cluster.create(BuiltInTypes.EVENTS, event, component));
    } catch (ApiException e) {
      dropped.incrementAndGet();
      LOG.debug("Event dropped: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Events that the API refused, such as those of a namespace that is being deleted. */
  public long dropped() {
    return dropped.get();
  }

  private boolean repeat(ObjectNode first, Source source, String text) {
    return cluster.edit(
        BuiltInTypes.EVENTS,
        first,
        source.component(),
        event ->
            event
                .put("count", event.path("count").asInt() + 1)
                .put("lastTimestamp", cluster.timestamp())
                .put("message", text));
  }

  private ObjectNode event(ObjectNode about, String type, String reason, String message) {
    ObjectKey key = ObjectKey.of(about);
    String namespace = key.namespace().isEmpty() ? "default" : key.namespace();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("kind", "Event").put("apiVersion", "v1");
    event
        .putObject("metadata")
        .put("name", key.name() + '.' + Long.toHexString(stamp()))
        .put("namespace", namespace);
    ObjectNode involved = event.putObject("involvedObject");
    involved.put("kind", about.path("kind").asText());
    if (!key.namespace().isEmpty()) {
      involved.put("namespace", key.namespace());
    }
    involved
        .put("name", key.name())
        .put("uid", Metadata.uid(about))
        .put("apiVersion", about.path("apiVersion").asText())
        .put("resourceVersion", Metadata.resourceVersion(about));
    event.put("reason", reason).put("message", message).put("type", type);
    return event;
  }

  private long stamp() {
    Instant now = cluster.now();
    sequence++;
    return now.getEpochSecond() * 1_000_000_000L + now.getNano() + sequence % 1_000_000;
  }

  /** A time with microseconds, as Events and leases carry it. */
  public static String micros(Instant at) {
    return MICROS.format(at);
  }

  /**
   * Who reports.
   *
   * @param component such as {@code kubelet}
   * @param host the node of the component; empty for one of the control plane
   */
  public record Source(String component, String host) {
    /** A component of the control plane. */
    public static Source of(String component) {
      return new Source(component, "");
    }
  }

  /** The different messages of one kind about one object. */
  private static final class Similar {
    private final Set<String> messages = new LinkedHashSet<>();
    private Instant last;

    private Similar(Instant last) {
      this.last = last;
    }

    private boolean combines(String message, Instant now) {
      if (last.plus(SIMILAR_WITHIN).isBefore(now)) {
        messages.clear();
      }
      last = now;
      if (messages.size() < SIMILAR) {
        messages.add(message);
        return false;
      }
      return !messages.contains(message);
    }
  }

  private static final class Remembered<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1;

    private Remembered() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > REMEMBERED;
    }
  }
}
