package io.reflexarc.sandbox.registry;

import java.util.List;

/** Keeps the registry's changes in order. */
interface RegistryLog extends AutoCloseable {

  /** All that was kept, oldest first; what a later one replaced may be missing. */
  List<RegistryEvent> replay();

  /** Keeps one more; returns when it is safe. */
  void append(RegistryEvent event);

  @Override
  void close();
}
