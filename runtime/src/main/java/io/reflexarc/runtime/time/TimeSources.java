package io.reflexarc.runtime.time;

import io.reflexarc.runtime.config.CommonConfig;
import java.io.IOException;
import java.time.Clock;

/**
 * Chooses the clock that a configuration names. For mains only: nothing else may ask the system.
 */
public final class TimeSources {

  private TimeSources() {}

  /**
   * The clock at {@code time.url}, or the system's where none is named. One at a URL is a {@link
   * RemoteTime}, which the caller closes.
   *
   * @throws IOException when the clock at that address does not answer within 30 seconds
   * @throws InterruptedException when interrupted while waiting for it
   */
  public static TimeSource from(CommonConfig config) throws IOException, InterruptedException {
    return config.timeUrl().isEmpty()
        ? new SystemTime(Clock.systemUTC())
        : RemoteTime.start(config.timeUrl().get());
  }
}
