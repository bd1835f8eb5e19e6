package io.reflexarc.sandbox.api.store;

import java.util.Objects;

/**
 * Who writes, and whether for real.
 *
 * @param fieldManager the name under which managedFields records what was written
 * @param dryRun check and answer everything, change nothing
 */
public record WriteOptions(String fieldManager, boolean dryRun) {

  public WriteOptions {
    Objects.requireNonNull(fieldManager, "fieldManager");
  }

  /** A write for real by this field manager. */
  public static WriteOptions by(String fieldManager) {
    return new WriteOptions(fieldManager, false);
  }
}
