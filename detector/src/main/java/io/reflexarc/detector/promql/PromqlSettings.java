package io.reflexarc.detector.promql;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What is asked of which server.
 *
 * @param server its address, with the path before {@code /api/v1}
 * @param authorization value of that header; empty for none
 * @param groups what is asked
 * @param timeout real time for one answer
 * @param maxSeries most series of one answer
 * @param maxBytes longest answer
 */
public record PromqlSettings(
    URI server,
    String authorization,
    List<PromqlGroup> groups,
    Duration timeout,
    int maxSeries,
    int maxBytes) {

  public PromqlSettings {
    groups = List.copyOf(groups);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "PromqlSettings[server=" + server + ", groups=" + groups.size() + "]";
  }
}
