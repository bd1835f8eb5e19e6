package io.reflexarc.sandbox.api.store;

/** Ends a subscription when closed; closing again does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

  @Override
  void close();
}
