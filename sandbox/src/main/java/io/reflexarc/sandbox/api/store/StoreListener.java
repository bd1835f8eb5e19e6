package io.reflexarc.sandbox.api.store;

/**
 * Told of every change, in the order of resourceVersions.
 *
 * <p>Called while the store is locked, on the thread that made the change: hand the event over (to
 * a queue, a flag) and return. Writing to the store from here is allowed, its events follow after
 * this one; waiting for another thread is not.
 */
@FunctionalInterface
public interface StoreListener {

  void changed(StoreEvent event);
}
