package io.reflexarc.sandbox.registry;

import org.jspecify.annotations.Nullable;

/** A change of the registry, as its topic keeps it. The last one of each key counts. */
sealed interface RegistryEvent {

  /** A version of a subject; written again with {@code deleted} when it is soft-deleted. */
  record VersionKept(String subject, int version, int id, String schema, boolean deleted)
      implements RegistryEvent {

    VersionKept asDeleted(boolean gone) {
      return new VersionKept(subject, version, id, schema, gone);
    }
  }

  /** A version is gone for good. */
  record VersionErased(String subject, int version) implements RegistryEvent {}

  /** What a subject demands, of all subjects when it is null; a null level takes it back. */
  record LevelSet(@Nullable String subject, @Nullable CompatibilityLevel level)
      implements RegistryEvent {}

  /** Whether a subject, or all when it is null, may be written; a null mode takes it back. */
  record ModeSet(@Nullable String subject, @Nullable Mode mode) implements RegistryEvent {}

  /** Ids below this one are used up, even when what they meant is erased. */
  record IdsUsed(int next) implements RegistryEvent {}

  /** Who may write. */
  enum Mode {
    READWRITE,
    READONLY
  }
}
