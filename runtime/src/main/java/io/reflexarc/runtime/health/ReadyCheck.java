package io.reflexarc.runtime.health;

/** Asks something this process needs, such as a broker, whether it is there. */
@FunctionalInterface
public interface ReadyCheck {

  /**
   * Runs on a thread of its own and is interrupted when its time is up.
   *
   * @throws Exception when the question itself fails; that counts as not ready
   */
  CheckResult check() throws Exception;
}
