package io.reflexarc.actuator.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's twin in memory: resourceVersion, uid and generation as a real API server keeps
 * them, and the ways in which an answer can fail to come.
 */
public final class MemoryCluster implements Cluster {

  private static final String CREATED = "2026-11-28T09:00:00Z";

  /** What happens to the next request, instead of what should. */
  public enum Mishap {
    /** The write takes place, its answer is lost. */
    WRITTEN_UNANSWERED,
    /** The write does not take place, and no answer comes. */
    LOST_UNANSWERED,
    /** The write takes place when {@link #land} is called, and no answer comes. */
    LATE_UNANSWERED,
    /** Somebody else writes the object just before. */
    OVERTAKEN
  }

  private final Map<String, ObjectNode> objects = new TreeMap<>();
  private final Deque<Mishap> mishaps = new ArrayDeque<>();
  private final Deque<Fault> readFaults = new ArrayDeque<>();
  private final Deque<Fault> writeFaults = new ArrayDeque<>();
  private final List<String> writes = new ArrayList<>();
  private @Nullable Supplier<WriteAnswer> late;
  private long version = 100;

  /** An empty cluster, whose uids and versions go on from here. */
  public synchronized MemoryCluster anew() {
    MemoryCluster next = new MemoryCluster();
    next.version = version;
    return next;
  }

  /** Writes that took place through the port, as {@code Kind/name}, in order. */
  public synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  public synchronized void next(Mishap mishap) {
    mishaps.add(mishap);
  }

  public synchronized void nextRead(Fault fault) {
    readFaults.add(fault);
  }

  public synchronized void nextWrite(Fault fault) {
    writeFaults.add(fault);
  }

  /** Puts an object, as the cluster's own controllers and humans do: unguarded. */
  public synchronized KubeObject put(ObjectNode given) {
    KubeObject object = new KubeObject(given);
    ObjectNode before = objects.get(key(object));
    ObjectNode stored = object.json();
    ObjectNode metadata = stored.withObject("/metadata");
    long generation = before == null ? 0 : new KubeObject(before).generation();
    metadata.put("uid", before == null ? "uid-" + ++version : new KubeObject(before).uid());
    metadata.put(
        "generation", before == null || differs(before, stored) ? generation + 1 : generation);
    metadata.put("resourceVersion", Long.toString(++version));
    metadata.put("creationTimestamp", CREATED);
    objects.put(key(object), stored);
    return new KubeObject(stored);
  }

  public synchronized void delete(ResourceKind kind, String namespace, String name) {
    objects.remove(key(kind.kind(), namespace, name));
  }

  /** Lets the late write arrive. Returns whether its guard still held. */
  public synchronized boolean land() {
    Supplier<WriteAnswer> arriving = late;
    late = null;
    return arriving != null && arriving.get() instanceof WriteAnswer.Written;
  }

  /** What is stored, whatever mishaps wait. */
  public synchronized Optional<KubeObject> stored(
      ResourceKind kind, String namespace, String name) {
    return Optional.ofNullable(
            objects.get(key(kind.kind(), kind.namespaced() ? namespace : "", name)))
        .map(KubeObject::new);
  }

  /** What is stored, whatever mishaps wait. */
  public synchronized List<KubeObject> stored(
      ResourceKind kind, String namespace, Map<String, String> labels) {
    String prefix = key(kind.kind(), namespace, "");
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(entry -> new KubeObject(entry.getValue()))
        .filter(o -> labels.entrySet().stream().allMatch(l -> carries(o, l)))
        .toList();
  }

  @Override
  public synchronized Optional<KubeObject> get(ResourceKind kind, String namespace, String name)
      throws ClusterException {
    fail(readFaults);
    return stored(kind, namespace, name);
  }

  @Override
  public synchronized List<KubeObject> list(ResourceKind kind, Selection selection)
      throws ClusterException {
    fail(readFaults);
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(kind.kind() + "/" + selection.namespace()))
        .map(entry -> new KubeObject(entry.getValue()))
        .filter(o -> selection.namespace().isEmpty() || o.namespace().equals(selection.namespace()))
        .filter(o -> selection.labels().entrySet().stream().allMatch(l -> carries(o, l)))
        .filter(o -> selection.fields().entrySet().stream().allMatch(f -> has(o, f)))
        .toList();
  }

  @Override
  public synchronized WriteAnswer replace(ResourceKind kind, KubeObject object, Effect effect) {
    return attempt(kind, object, effect, this::write);
  }

  /** Merges, as if every field were free; who owns what, only a real API server knows. */
  @Override
  public synchronized WriteAnswer apply(ResourceKind kind, KubeObject object, Effect effect) {
    return attempt(
        kind,
        object,
        effect,
        fields ->
            stored(kind, fields.namespace(), fields.name())
                .map(old -> write(merged(old, fields)))
                .orElseGet(() -> new WriteAnswer.Gone(fields.name() + " not found")));
  }

  /** Pods are on their way out from then on, and gone when {@link #delete} says so. */
  @Override
  public synchronized WriteAnswer remove(
      ResourceKind kind, KubeObject object, Removal how, Effect effect) {
    return attempt(kind, object, effect, this::leave);
  }

  private WriteAnswer leave(KubeObject object) {
    return write(
        object.edited(
            json -> json.withObject("/metadata").put("deletionTimestamp", "2026-11-23T10:00:30Z")));
  }

  private static KubeObject merged(KubeObject old, KubeObject fields) {
    return old.edited(json -> merge(json, fields.json()));
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    from.properties()
        .forEach(
            field -> {
              if (field.getValue() instanceof ObjectNode inner
                  && into.get(field.getKey()) instanceof ObjectNode target) {
                merge(target, inner);
              } else {
                into.set(field.getKey(), field.getValue());
              }
            });
  }

  private WriteAnswer attempt(
      ResourceKind kind,
      KubeObject object,
      Effect effect,
      Function<KubeObject, WriteAnswer> doing) {
    if (object.resourceVersion().isEmpty()) {
      throw new IllegalArgumentException("a write without resourceVersion is not guarded");
    }
    Fault fault = writeFaults.poll();
    if (fault != null) {
      return new WriteAnswer.Refused(fault);
    }
    Mishap mishap = mishaps.poll();
    if (mishap == Mishap.OVERTAKEN) {
      put(
          stored(kind, object.namespace(), object.name())
              .orElseThrow()
              .edited(j -> j.withObject("/status").put("seen", version))
              .json());
    }
    if (effect == Effect.DRY_RUN) {
      WriteAnswer conflict = conflict(object);
      return conflict == null ? new WriteAnswer.Written(object) : conflict;
    }
    WriteAnswer unanswered =
        new WriteAnswer.Unknown(Fault.of(Fault.Kind.NO_ANSWER, "no answer within 5000 ms"));
    if (mishap == Mishap.LATE_UNANSWERED) {
      late = () -> doing.apply(object);
    }
    if (mishap == Mishap.LATE_UNANSWERED || mishap == Mishap.LOST_UNANSWERED) {
      return unanswered;
    }
    WriteAnswer answer = doing.apply(object);
    return mishap == Mishap.WRITTEN_UNANSWERED ? unanswered : answer;
  }

  @Override
  public void ping() {}

  @Override
  public void close() {}

  private WriteAnswer write(KubeObject object) {
    if (!objects.containsKey(key(object))) {
      return new WriteAnswer.Gone(object.name() + " not found");
    }
    WriteAnswer.@Nullable Conflict conflict = conflict(object);
    if (conflict != null) {
      return conflict;
    }
    writes.add(object.kind() + "/" + object.name());
    return new WriteAnswer.Written(put(object.json()));
  }

  private WriteAnswer.@Nullable Conflict conflict(KubeObject object) {
    ObjectNode stored = objects.get(key(object));
    if (stored == null) {
      return null;
    }
    KubeObject current = new KubeObject(stored);
    return current.resourceVersion().equals(object.resourceVersion())
            && current.uid().equals(object.uid())
        ? null
        : new WriteAnswer.Conflict("the object has been modified");
  }

  private static void fail(Deque<Fault> faults) throws ClusterException {
    Fault fault = faults.poll();
    if (fault != null) {
      throw new ClusterException(fault);
    }
  }

  private static boolean differs(ObjectNode before, ObjectNode after) {
    return !before.path("spec").equals(after.path("spec"))
        || !before.at("/metadata/annotations").equals(after.at("/metadata/annotations"));
  }

  private static boolean carries(KubeObject object, Map.Entry<String, String> label) {
    return object.label(label.getKey()).filter(label.getValue()::equals).isPresent();
  }

  private static boolean has(KubeObject object, Map.Entry<String, String> field) {
    return object.text("/" + field.getKey().replace('.', '/')).equals(field.getValue());
  }

  private static String key(KubeObject object) {
    return key(object.kind(), object.namespace(), object.name());
  }

  private static String key(String kind, String namespace, String name) {
    return kind + "/" + namespace + "/" + name;
  }
}
