package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.patch.ManagedFields;
import io.reflexarc.sandbox.api.patch.ServerSideApply;
import io.reflexarc.sandbox.api.rules.ObjectRules;
import io.reflexarc.sandbox.api.schema.Schemas;
import io.reflexarc.sandbox.api.store.AdmissionRequest.Operation;
import io.reflexarc.sandbox.api.store.StoreEvent.Change;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The simulated cluster's objects: in memory, safe for many threads, with the write rules of a
 * Kubernetes API server (optimistic locking, generations, grace, finalizers, namespaces, owner
 * garbage collection).
 *
 * <p>A stored object is never changed: what {@link #get} and {@link #list} return is shared, so
 * take a {@code deepCopy()} before changing anything, or use {@link #modify}.
 *
 * <p>All time comes from the source given at construction, all chance from the generator given, so
 * the same calls give the same objects.
 *
 * <p>Phases of a write: complete, admit, check, store, log, collect dependents, tell listeners. A
 * failure up to the check leaves nothing behind; storing and logging cannot fail; a listener that
 * fails is logged and counted, and the others are told.
 */
public final class ObjectStore {

  private static final long FIRST_VERSION = 100;
  private final ReentrantLock lock = new ReentrantLock();
  private final ResourceTypes types;
  private final Schemas schemas = new Schemas();
  private final InstantSource time;
  private final Shelves shelves = new Shelves();
  private final EventLog log;
  private final OwnerCollector collector = new OwnerCollector(this, shelves);
  private final NamespaceLifecycle namespaces = new NamespaceLifecycle(this, shelves);
  private final Creation creation;
  private final ExpiringEvents expiring;
  private final Admissions admissions = new Admissions();
  private final Deliveries deliveries = new Deliveries();
  private long version = FIRST_VERSION;

  /** A store with the namespaces that every cluster has, and the standard limits. */
  public ObjectStore(ResourceTypes types, InstantSource time, RandomGenerator random) {
    this(types, time, random, StoreLimits.standard());
  }

  /**
   * A store with the namespaces that every cluster has.
   *
   * @param types the types served; custom resource definitions add to them
   * @param time where every timestamp comes from
   * @param random where uids and name suffixes come from
   * @param limits bounds
   */
  public ObjectStore(
      ResourceTypes types, InstantSource time, RandomGenerator random, StoreLimits limits) {
    this.types = types;
    this.time = time;
    this.creation =
        new Creation(this, shelves, namespaces, admissions, new Identities(random), limits);
    this.log = new EventLog(limits.loggedEvents(), FIRST_VERSION);
    this.expiring = new ExpiringEvents(limits.eventTtl());
    deliveries.add(new CustomTypes(this, types, schemas));
    namespaces.createInitial();
  }

  /** The types served now. */
  public ResourceTypes types() {
    return types;
  }

  /** The fields of the types served now. */
  public Schemas schemas() {
    return schemas;
  }

  /** The store's own time. */
  public Instant now() {
    return time.instant();
  }

  /** The version of the latest change. */
  public long resourceVersion() {
    return locked(() -> version);
  }

  /** Changes up to this version can no longer be told one by one. */
  public long compactedVersion() {
    return locked(log::compacted);
  }

  /** Forgets the changes up to now, as a compaction of etcd does: older watches answer 410. */
  public void compact() {
    lockedRun(() -> log.compact(version));
  }

  /** Times that a listener failed. */
  public long listenerFailures() {
    return deliveries.failures();
  }

  /** The object, if there is one. */
  public Optional<ObjectNode> find(ResourceType type, String namespace, String name) {
    return locked(
        () -> Optional.ofNullable(shelves.get(type, ObjectKey.of(type, namespace, name))));
  }

  /**
   * The object.
   *
   * @throws ApiException 404 when there is none
   */
  public ObjectNode get(ResourceType type, String namespace, String name) {
    return find(type, namespace, name).orElseThrow(() -> ApiException.notFound(type, name));
  }

  /** All objects of a type; of one namespace, or of all when it is null or empty. */
  public List<ObjectNode> list(ResourceType type, @Nullable String namespace) {
    return snapshot(type, namespace, object -> true).objects();
  }

  /** Objects of a type that match, with the version at which they did. */
  public Snapshot snapshot(
      ResourceType type, @Nullable String namespace, Predicate<ObjectNode> matching) {
    return locked(() -> new Snapshot(version, shelves.matching(type, namespace, matching)));
  }

  /**
   * Objects of a type that matched at an earlier version.
   *
   * @return empty when the log no longer reaches back to that version
   */
  public Optional<Snapshot> snapshotAt(
      ResourceType type, @Nullable String namespace, long earlier, Predicate<ObjectNode> matching) {
    return locked(
        () ->
            earlier < log.compacted()
                ? Optional.empty()
                : Optional.of(
                    new Snapshot(
                        Math.min(earlier, version),
                        History.rewind(
                            shelves.matching(type, namespace, object -> true),
                            log.after(earlier),
                            type,
                            namespace == null ? "" : namespace,
                            matching))));
  }

  /** Objects that {@code owner} controls, by the uid in their controlling owner reference. */
  public List<ObjectNode> controlledBy(ResourceType type, ObjectNode owner) {
    return locked(() -> shelves.controlledBy(type, Metadata.uid(owner)));
  }

  /**
   * The changes of one type after a version, together with the version they lead to.
   *
   * @return empty when the log no longer reaches back to that version
   */
  public Optional<List<StoreEvent>> changesAfter(ResourceType type, long after) {
    return locked(
        () -> after < log.compacted() ? Optional.empty() : Optional.of(log.after(after, type)));
  }

  /**
   * Stores a new object. Its name may come from generateName; uid, creationTimestamp,
   * resourceVersion, generation and defaults are filled in; a status is dropped where status is a
   * subresource (except of nodes).
   *
   * @return the stored object
   * @throws ApiException 404 or 403 without a living namespace, 409 when the name is taken, 422
   *     when it breaks its rules, 507 when the store is full
   */
  public ObjectNode create(
      ResourceType type, String namespace, ObjectNode body, WriteOptions options) {
    return locked(
        () ->
            createLocked(
                type,
                type.namespaced() ? namespace : "",
                body,
                options,
                object ->
                    ManagedFields.recordUpdate(
                        schemas.of(type), null, object, writer(type, options, "Update", ""))));
  }

  /**
   * Replaces everything but the status of the object. A resourceVersion in the metadata must be the
   * current one; without it the last writer wins.
   *
   * @return the stored object; the same as before when nothing changed
   * @throws ApiException 404, 409 or 422
   */
  public ObjectNode update(ResourceType type, ObjectNode object, WriteOptions options) {
    return write(type, ObjectKey.of(object), "", options, stored -> object.deepCopy());
  }

  /** Replaces the status of the object (and annotations, where Kubernetes lets it). */
  public ObjectNode updateStatus(ResourceType type, ObjectNode object, WriteOptions options) {
    return write(type, ObjectKey.of(object), "status", options, stored -> object.deepCopy());
  }

  /**
   * Reads, changes and writes in one step that no other write can come between.
   *
   * @param change given a copy of the object, which it may change, returns the new object
   */
  public ObjectNode modify(
      ResourceType type, ObjectKey key, WriteOptions options, UnaryOperator<ObjectNode> change) {
    return write(type, key, "", options, change);
  }

  /** As {@link #modify}, for the status. */
  public ObjectNode modifyStatus(
      ResourceType type, ObjectKey key, WriteOptions options, UnaryOperator<ObjectNode> change) {
    return write(type, key, "status", options, change);
  }

  /**
   * The one way in which a stored object changes.
   *
   * @param subresource {@code status} writes the status only; anything else all but the status, and
   *     is recorded as the subresource written through
   */
  public ObjectNode write(
      ResourceType type,
      ObjectKey key,
      String subresource,
      WriteOptions options,
      UnaryOperator<ObjectNode> change) {
    ManagedFields.Writer writer = writer(type, options, "Update", subresource);
    return locked(
        () ->
            writeLocked(
                type,
                key.in(type),
                subresource,
                options,
                change,
                (before, after) ->
                    ManagedFields.recordUpdate(schemas.of(type), before, after, writer)));
  }

  /**
   * Server-side apply: merges what a manager wants into the object, or creates it.
   *
   * @param config only the fields that the manager cares for
   * @param force whether to take fields over from other managers
   * @return the stored object
   * @throws ApiException 409 with causes when other managers own fields that would change
   */
  public ObjectNode apply(
      ResourceType type,
      ObjectKey key,
      String subresource,
      ObjectNode config,
      boolean force,
      WriteOptions options) {
    ManagedFields.Writer writer = writer(type, options, "Apply", subresource);
    return locked(
        () -> {
          ObjectKey place = key.in(type);
          ObjectNode live = shelves.get(type, place);
          if (live == null && subresource.isEmpty()) {
            return createLocked(
                type,
                place.namespace(),
                config,
                options,
                created ->
                    ServerSideApply.recordCreation(schemas.of(type), created, config, writer));
          }
          return writeLocked(
              type,
              place,
              subresource,
              options,
              stored -> ServerSideApply.apply(schemas.of(type), stored, config, writer, force),
              (before, after) -> {});
        });
  }

  /**
   * Deletes the object, or marks it for deletion when finalizers or the grace of a pod hold it. A
   * pod on a node stays, with a deletionTimestamp, until its kubelet deletes it {@link
   * DeleteOptions#now() now}.
   *
   * @throws ApiException 404 when there is none, 409 when a precondition does not hold
   */
  public Deletion delete(
      ResourceType type, String namespace, String name, DeleteOptions options, WriteOptions by) {
    return locked(() -> deleteLocked(type, ObjectKey.of(type, namespace, name), options, by));
  }

  /** Asks this admission before every write from now on. */
  public void admit(Admission admission) {
    admissions.add(admission);
  }

  /** Tells this listener of every change from now on, until the returned handle is closed. */
  public Subscription subscribe(StoreListener listener) {
    lockedRun(() -> deliveries.add(listener));
    return () -> deliveries.remove(listener);
  }

  /**
   * Does something while nothing else changes, such as reading a state and subscribing to what
   * follows. Must be quick and must not wait for another thread.
   */
  public <T> T atomically(Supplier<T> work) {
    return locked(work);
  }

  private ObjectNode createLocked(
      ResourceType type,
      String namespace,
      ObjectNode body,
      WriteOptions options,
      Consumer<ObjectNode> recorder) {
    ObjectNode ready = creation.prepare(type, namespace, body, options, recorder);
    if (options.dryRun()) {
      return ready;
    }
    ObjectKey key = new ObjectKey(namespace, Metadata.name(ready));
    ObjectNode stored = put(Change.ADDED, type, key, null, ready);
    if (type.storage().equals(BuiltInTypes.EVENTS.storage())) {
      expiring.added(key, now());
    }
    collector.added(type, key, stored);
    return stored;
  }

  private ObjectNode writeLocked(
      ResourceType type,
      ObjectKey key,
      String subresource,
      WriteOptions options,
      UnaryOperator<ObjectNode> change,
      BiConsumer<ObjectNode, ObjectNode> recorder) {
    ObjectNode before = require(type, key);
    ObjectNode wanted = change.apply(before.deepCopy());
    Replacement.checkIdentity(type, before, wanted);
    ObjectNode after = Replacement.merge(type, before, wanted, subresource);
    boolean isStatus = subresource.equals("status");
    if (!isStatus) {
      ObjectRules.complete(type, schemas, before, after);
    }
    admissions.admit(
        new AdmissionRequest(Operation.UPDATE, type, subresource, before, after, options));
    if (!isStatus) {
      ObjectRules.check(type, schemas, before, after);
    }
    if (!isStatus && ObjectRules.countsAsNewGeneration(type, before, after)) {
      Metadata.of(after).put("generation", Metadata.generation(before) + 1);
    }
    recorder.accept(before, after);
    after = Layout.ordered(type, after);
    if (after.equals(before) || options.dryRun()) {
      return after.equals(before) ? before : after;
    }
    if (Metadata.deleting(after) && !Termination.holds(after)) {
      return removed(type, key, before, after);
    }
    return put(Change.MODIFIED, type, key, before, after);
  }

  private Deletion deleteLocked(
      ResourceType type, ObjectKey key, DeleteOptions options, WriteOptions by) {
    ObjectNode before = require(type, key);
    Preconditions.check(type, before, options);
    admissions.admit(new AdmissionRequest(Operation.DELETE, type, "", before, before, by));
    boolean dryRun = options.dryRun() || by.dryRun();
    ObjectNode after = Termination.begin(type, before, options, now());
    boolean holds = Termination.holds(after);
    if (type.equals(BuiltInTypes.NAMESPACES) && !namespaces.isEmpty(key.name())) {
      holds = true;
      NamespaceLifecycle.markTerminating(after);
    }
    if (dryRun) {
      return new Deletion(after, !holds);
    }
    if (holds) {
      ObjectNode stored =
          after.equals(before) ? before : put(Change.MODIFIED, type, key, before, after);
      collector.deleting(type, key, stored);
      namespaces.deleting(type, key);
      return new Deletion(stored, false);
    }
    return new Deletion(removed(type, key, before, before), true);
  }

  private ManagedFields.Writer writer(
      ResourceType type, WriteOptions options, String operation, String subresource) {
    return new ManagedFields.Writer(
        options.fieldManager(),
        operation,
        type.apiVersion(),
        subresource,
        Metadata.timestamp(now()));
  }

  private ObjectNode put(
      Change change,
      ResourceType type,
      ObjectKey key,
      @Nullable ObjectNode before,
      ObjectNode object) {
    Metadata.of(object).put("resourceVersion", Long.toString(++version));
    shelves.put(type, key, before, object);
    publish(new StoreEvent(version, change, type, before, object));
    return object;
  }

  private ObjectNode removed(ResourceType type, ObjectKey key, ObjectNode before, ObjectNode last) {
    shelves.remove(type, key, before);
    ObjectNode gone = last.deepCopy();
    Metadata.of(gone).put("resourceVersion", Long.toString(++version));
    publish(new StoreEvent(version, Change.DELETED, type, before, gone));
    collector.removed(gone);
    namespaces.removed(type, key);
    return gone;
  }

  private void publish(StoreEvent event) {
    log.add(event);
    deliveries.publish(event);
  }

  private ObjectNode require(ResourceType type, ObjectKey key) {
    ObjectNode object = shelves.get(type, key);
    if (object == null) {
      throw ApiException.notFound(type, key.name());
    }
    return object;
  }

  private void lockedRun(Runnable work) {
    locked(
        () -> {
          work.run();
          return true;
        });
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      if (lock.getHoldCount() > 1) {
        return work.get();
      }
      try {
        return work.get();
      } finally {
        settle();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Collects what lost its owner and tells the listeners, until nothing is left to do. */
  private void settle() {
    expiring.expire(now(), this::dropEvent);
    boolean more = true;
    while (more) {
      more = collector.collectOne();
      more |= deliveries.deliverOne();
    }
  }

  private void dropEvent(ObjectKey key) {
    ObjectNode object = shelves.get(BuiltInTypes.EVENTS, key);
    if (object != null) {
      removed(BuiltInTypes.EVENTS, key, object, object);
    }
  }
}
