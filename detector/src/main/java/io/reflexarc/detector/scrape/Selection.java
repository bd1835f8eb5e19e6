package io.reflexarc.detector.scrape;

import io.reflexarc.detector.cluster.PodView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which endpoints of a pod are scraped: the one that its annotations name, and those that selectors
 * choose. An address is scraped once, for the first who names it; a pod that says {@code
 * prometheus.io/scrape: "false"} is left alone.
 */
public final class Selection {

  /** The source of samples from the endpoint that a pod's annotations name. */
  public static final String ANNOTATED = "scrape";

  private volatile List<PodSelector> selectors = List.of();

  /**
   * An endpoint, and who chose it.
   *
   * @param source {@code scrape}, or {@code scrape:} and the selector's name
   * @param interval event time between two scrapes; empty for the usual one
   */
  public record Chosen(String source, Endpoint endpoint, Optional<Duration> interval) {

    private boolean isAt(Endpoint other) {
      return endpoint.port() == other.port() && endpoint.path().equals(other.path());
    }
  }

  /** Takes other selectors from now on, in order of precedence. */
  public void use(List<PodSelector> given) {
    selectors = List.copyOf(given);
  }

  /** What is scraped of a pod now. */
  public List<Chosen> of(PodView pod) {
    if (Endpoint.isUnwanted(pod)) {
      return List.of();
    }
    List<Chosen> chosen = new ArrayList<>();
    Endpoint.of(pod)
        .ifPresent(endpoint -> chosen.add(new Chosen(ANNOTATED, endpoint, Optional.empty())));
    for (PodSelector selector : selectors) {
      selector
          .endpointOf(pod)
          .filter(endpoint -> chosen.stream().noneMatch(other -> other.isAt(endpoint)))
          .ifPresent(
              endpoint ->
                  chosen.add(
                      new Chosen(
                          ANNOTATED + ":" + selector.name(), endpoint, selector.interval())));
    }
    return chosen;
  }
}
