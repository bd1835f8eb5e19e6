package io.reflexarc.runtime.time;

import io.reflexarc.runtime.config.CommonConfig;
import java.io.IOException;
import java.time.InstantSource;

/** Chooses the clock that a configuration names. */
public final class TimeSources {

  private TimeSources() {}

  /**
   * The clock at {@code time.url}, or the system's where none is named. One at a URL is a {@link
   * RemoteTime}, which the caller closes.
   *
   * @param system the system's clock
   * @throws IOException when the clock at that address does not answer within 30 seconds
   * @throws InterruptedException when interrupted while waiting for it
   */
  public static TimeSource from(CommonConfig config, InstantSource system)
      throws IOException, InterruptedException {
    return config.timeUrl().isEmpty()
        ? new SystemTime(system)
        : RemoteTime.start(config.timeUrl().get());
  }
}
