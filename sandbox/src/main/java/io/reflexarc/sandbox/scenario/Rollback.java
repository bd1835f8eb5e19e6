package io.reflexarc.sandbox.scenario;

import java.util.List;

/**
 * What cleans up after a story on a cluster that stays; a sandbox is thrown away.
 *
 * @param apply files of the folder that bring objects back to what they were
 * @param delete files of the folder whose objects are deleted, after that, the last first
 */
public record Rollback(List<String> apply, List<String> delete) {

  /** Nothing is left behind. */
  public static final Rollback NONE = new Rollback(List.of(), List.of());

  /** Copies. */
  public Rollback {
    apply = List.copyOf(apply);
    delete = List.copyOf(delete);
  }
}
