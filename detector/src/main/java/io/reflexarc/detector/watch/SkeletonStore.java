package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer remembers of its objects: enough to tell what is new, changed and gone, not the
 * objects themselves, whose views are in the picture already.
 */
final class SkeletonStore<T extends HasMetadata> implements ItemStore<T> {

  private final Supplier<T> empty;
  private final Map<String, T> skeletons = new ConcurrentHashMap<>();
  private final AtomicLong puts = new AtomicLong();

  /**
   * @param empty makes an object without anything
   */
  SkeletonStore(Supplier<T> empty) {
    this.empty = empty;
  }

  /** How many times an object was put in: so many notifications were, or will be, given. */
  long puts() {
    return puts.get();
  }

  @Override
  public String getKey(T object) {
    ObjectMeta meta = object.getMetadata();
    String namespace = meta.getNamespace();
    return (namespace == null ? "" : namespace) + "/" + meta.getName();
  }

  @Override
  public @Nullable T put(String key, T object) {
    puts.incrementAndGet();
    T skeleton = empty.get();
    ObjectMeta meta = object.getMetadata();
    skeleton.setMetadata(identity(meta));
    return skeletons.put(key, skeleton);
  }

  private static ObjectMeta identity(ObjectMeta meta) {
    ObjectMeta identity = new ObjectMeta();
    identity.setNamespace(meta.getNamespace());
    identity.setName(meta.getName());
    identity.setUid(meta.getUid());
    identity.setResourceVersion(meta.getResourceVersion());
    identity.setLabels(Map.of());
    identity.setAnnotations(Map.of());
    identity.setAdditionalProperties(Map.of());
    identity.setFinalizers(List.of());
    identity.setManagedFields(List.of());
    identity.setOwnerReferences(List.of());
    return identity;
  }

  @Override
  public @Nullable T remove(String key) {
    return skeletons.remove(key);
  }

  @Override
  public Stream<String> keySet() {
    return skeletons.keySet().stream();
  }

  @Override
  public Stream<T> values() {
    return skeletons.values().stream();
  }

  @Override
  public @Nullable T get(String key) {
    return skeletons.get(key);
  }

  @Override
  public int size() {
    return skeletons.size();
  }

  @Override
  public boolean isFullState() {
    return false;
  }
}
