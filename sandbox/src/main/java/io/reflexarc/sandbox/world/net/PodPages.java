package io.reflexarc.sandbox.world.net;

import io.reflexarc.sandbox.world.clock.WorldClock;
import io.reflexarc.sandbox.world.traffic.Behaviours;
import io.reflexarc.sandbox.world.traffic.Exposition;
import io.reflexarc.sandbox.world.traffic.PodApp;

/** What a pod's process answers to a GET. Thread-safe. */
public final class PodPages {
  private final WorldClock clock;
  private final Behaviours behaviours;

  /** Pages as of this clock. */
  public PodPages(WorldClock clock, Behaviours behaviours) {
    this.clock = clock;
    this.behaviours = behaviours;
  }

  /** The answer to a GET of {@code path} by a client that accepts {@code accept}. */
  public Page get(PodApp app, String path, String accept) {
    return switch (path) {
      case "/metrics", "/actuator/prometheus" -> metrics(app, accept);
      case "/livez", "/live", "/healthz", "/startz", "/startup" ->
          probe(
              app.alive() && app.started(behaviours.of(app.identity().version()), clock.instant()));
      case "/readyz", "/ready" ->
          probe(app.ready(behaviours.of(app.identity().version()), clock.instant()));
      default -> new Page(404, "text/plain; charset=utf-8", "not found, try /metrics\n");
    };
  }

  private static Page metrics(PodApp app, String accept) {
    if (app.isSilent() || app.isFrozen()) {
      return new Page(503, "text/plain; charset=utf-8", "unavailable\n");
    }
    boolean openMetrics = Exposition.wantsOpenMetrics(accept);
    return new Page(
        200,
        openMetrics ? Exposition.OPEN_METRICS : Exposition.PROMETHEUS,
        Exposition.of(app.snapshot(), openMetrics));
  }

  private static Page probe(boolean passes) {
    return new Page(
        passes ? 200 : 503, "text/plain; charset=utf-8", passes ? "ok\n" : "unavailable\n");
  }

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param contentType of the body
   * @param body text
   */
  public record Page(int status, String contentType, String body) {}
}
