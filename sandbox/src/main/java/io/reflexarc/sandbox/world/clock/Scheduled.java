package io.reflexarc.sandbox.world.clock;

/** Something on the agenda that can be taken off it. */
@FunctionalInterface
public interface Scheduled {
  /** It will not run (again). Does nothing if it ran or was cancelled before. */
  void cancel();
}
