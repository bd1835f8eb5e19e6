package io.reflexarc.sandbox.world.cluster;

import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys of objects to look at. However often a key is added, it is looked at once, a moment later:
 * one reconciliation for each burst of changes. Used on the world's thread only.
 */
public final class WorkQueue {
  private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final String name;
  private final WorldClock clock;
  private final Duration delay;
  private final Consumer<ObjectKey> reconcile;
  private final Set<ObjectKey> keys = new LinkedHashSet<>();

  /** A queue whose keys are looked at {@code delay} after the first of a burst was added. */
  public WorkQueue(String name, WorldClock clock, Duration delay, Consumer<ObjectKey> reconcile) {
    this.name = name;
    this.clock = clock;
    this.delay = delay;
    this.reconcile = reconcile;
  }

  /** Looks at {@code key} soon. */
  public void add(ObjectKey key) {
    if (keys.isEmpty()) {
      clock.after(delay, this::drain);
    }
    keys.add(key);
  }

  /** Looks at {@code key} at {@code at}. */
  public void addAt(Instant at, ObjectKey key) {
    clock.schedule(at, () -> add(key));
  }

  private void drain() {
    List<ObjectKey> burst = List.copyOf(keys);
    keys.clear();
    for (ObjectKey key : burst) {
      try {
        reconcile.accept(key);
      } catch (ApiException e) {
        LOG.info("{} was refused at {}, again in {}: {}", name, key, RETRY, e.getMessage());
        addAt(clock.instant().plus(RETRY), key);
      } catch (RuntimeException e) {
        addAt(clock.instant().plus(RETRY), key);
        clock.execute(
            () -> {
              throw e; // logged and counted by the clock
            });
      }
    }
  }
}
