package io.reflexarc.runtime.lifecycle;

import io.reflexarc.runtime.config.Settings;
import io.reflexarc.runtime.time.TimeSource;

/** Starts a stage from what was configured. */
@FunctionalInterface
public interface StageStart {

  /**
   * Starts it; returns once it serves its port.
   *
   * @throws io.reflexarc.runtime.config.InvalidConfigException when settings contradict each other
   * @throws Exception when it cannot start
   */
  Stage start(Settings settings, TimeSource time) throws Exception;
}
