package io.reflexarc.sandbox.world.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as the simulated controllers see it. Reads come from a cache that follows the store;
 * a write takes the latest stored object, changes a copy and stores it, so it never loses a write
 * of somebody else. All methods but the store's own notification run on the world's thread.
 *
 * <p>A write that finds its object gone, or replaced under the same name, does nothing: the change
 * that took it away is on its way to the writer already.
 */
public final class Cluster {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;

  private final ObjectStore store;
  private final WorldClock clock;
  private final SplittableRandom random;
  private final ConcurrentLinkedQueue<StoreEvent> changes = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Map<String, CachedObjects> cache = new HashMap<>();
  private final Map<String, List<Consumer<StoreEvent>>> observers = new HashMap<>();
  private boolean following;

  private Cluster(ObjectStore store, WorldClock clock, long seed) {
    this.store = store;
    this.clock = clock;
    this.random = new SplittableRandom(seed);
  }

  /** Follows {@code store} from now on; objects that are there already arrive as additions. */
  public static Cluster follow(ObjectStore store, WorldClock clock, long seed) {
    Cluster cluster = new Cluster(store, clock, seed);
    store.atomically(
        () -> {
          Set<String> seen = new HashSet<>();
          for (ResourceType type : store.types().all()) {
            if (!seen.add(type.storage())) {
              continue;
            }
            for (ObjectNode object : store.list(type, null)) {
              long version = Long.parseLong(Metadata.resourceVersion(object));
              cluster.changes.add(
                  new StoreEvent(version, StoreEvent.Change.ADDED, type, null, object));
            }
          }
          return store.subscribe(cluster::changed);
        });
    clock.execute(cluster::catchUp);
    return cluster;
  }

  private void changed(StoreEvent event) {
    changes.add(event);
    if (woken.compareAndSet(false, true)) {
      clock.execute(this::catchUp);
    }
  }

  /** Takes over what changed in the store since the last time. */
  public void catchUp() {
    woken.set(false);
    if (following) {
      return;
    }
    following = true;
    try {
      for (StoreEvent event = changes.poll(); event != null; event = changes.poll()) {
        String storage = event.type().storage();
        objects(storage).apply(event);
        for (Consumer<StoreEvent> observer : observers.getOrDefault(storage, List.of())) {
          tell(observer, event);
        }
      }
    } finally {
      following = false;
    }
  }

  private void tell(Consumer<StoreEvent> observer, StoreEvent event) {
    try {
      observer.accept(event);
    } catch (RuntimeException e) {
      // The other observers hear of the change all the same; the clock logs and counts this.
      clock.execute(
          () -> {
            throw e;
          });
    }
  }

  /** Tells {@code observer} of each change of a type, after the cache has it. */
  public void observe(ResourceType type, Consumer<StoreEvent> observer) {
    observers.computeIfAbsent(type.storage(), s -> new ArrayList<>()).add(observer);
  }

  private CachedObjects objects(String storage) {
    return cache.computeIfAbsent(storage, s -> new CachedObjects());
  }

  /** The object, or null; never change it. */
  public @Nullable ObjectNode find(ResourceType type, ObjectKey key) {
    return objects(type.storage()).get(key);
  }

  /** All objects of a type, by namespace and name. */
  public List<ObjectNode> all(ResourceType type) {
    return objects(type.storage()).all();
  }

  /** The objects of a type in a namespace, by name. */
  public List<ObjectNode> in(ResourceType type, String namespace) {
    return objects(type.storage()).in(namespace);
  }

  /** The objects of a type in a namespace that no owner controls, by name. */
  public List<ObjectNode> uncontrolledIn(ResourceType type, String namespace) {
    return objects(type.storage()).uncontrolledIn(namespace);
  }

  /** The objects of a type that name {@code uid} as an owner. */
  public List<ObjectNode> ownedBy(String uid, ResourceType type) {
    return objects(type.storage()).ownedBy(uid);
  }

  /** Virtual time. */
  public Instant now() {
    return clock.instant();
  }

  /** Now, as Kubernetes writes it: UTC, whole seconds. */
  public String timestamp() {
    return Metadata.timestamp(now());
  }

  /** The clock that everything here runs on. */
  public WorldClock clock() {
    return clock;
  }

  /** A generator of its own for somebody who needs chance, from this world's seed. */
  public SplittableRandom split() {
    return random.split();
  }

  /** Five letters and digits, as the API server appends them to a {@code generateName}. */
  public String suffix() {
    StringBuilder suffix = new StringBuilder(SUFFIX_LENGTH);
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return suffix.toString();
  }

  /**
   * Creates an object.
   *
   * @throws ApiException when the API server refuses it
   */
  public ObjectNode create(ResourceType type, ObjectNode object, String manager) {
    ObjectNode created =
        store.create(type, Metadata.namespace(object), object, WriteOptions.by(manager));
    catchUp();
    return created;
  }

  /** Changes the metadata or the specification of an object; false when it is gone. */
  public boolean edit(
      ResourceType type, ObjectNode object, String manager, Consumer<ObjectNode> change) {
    return write(type, "", object, manager, change);
  }

  /** Changes the status of an object; false when it is gone. */
  public boolean editStatus(
      ResourceType type, ObjectNode object, String manager, Consumer<ObjectNode> change) {
    return write(type, "status", object, manager, change);
  }

  private boolean write(
      ResourceType type,
      String subresource,
      ObjectNode object,
      String manager,
      Consumer<ObjectNode> change) {
    ObjectKey key = ObjectKey.of(object);
    String uid = Metadata.uid(object);
    boolean written = true;
    try {
      store.write(
          type,
          key,
          subresource,
          WriteOptions.by(manager),
          latest -> {
            if (!Metadata.uid(latest).equals(uid)) {
              throw ApiException.notFound(type, key.name());
            }
            change.accept(latest);
            return latest;
          });
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
      written = false;
    }
    catchUp();
    return written;
  }

  /** Deletes an object unless it was replaced meanwhile. */
  public void delete(ResourceType type, ObjectNode object, DeleteOptions options, String manager) {
    try {
      store.delete(
          type,
          Metadata.namespace(object),
          Metadata.name(object),
          options.onlyUid(Metadata.uid(object)),
          WriteOptions.by(manager));
    } catch (ApiException e) {
      if (e.code() != 404 && e.code() != 409) {
        throw e;
      }
    }
    catchUp();
  }
}
