package io.reflexarc.sandbox.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the cluster tells of itself in a namespace: its Event objects, each said once. */
final class ClusterEvents {

  /** Those that a reader of a story wants to know of; what every rollout brings is noise. */
  private static final Set<String> TOLD =
      Set.of(
          "ScalingReplicaSet",
          "OOMKilling",
          "BackOff",
          "Unhealthy",
          "Evicted",
          "FailedScheduling",
          "NodeNotReady",
          "DeploymentRollback");

  private static final List<String> NOISE = List.of("Startup probe failed", "(combined from");

  private static final int MOST = 10_000;

  /**
   * An event.
   *
   * @param at when it was last seen, event time
   * @param object what it is about
   * @param says its words
   */
  record Told(Instant at, String object, String says) {}

  private final ClusterApi api;
  private final String path;
  private final Map<String, String> seen = new HashMap<>();

  ClusterEvents(ClusterApi api, String namespace) {
    this.api = api;
    this.path = "/api/v1/namespaces/" + namespace + "/events";
  }

  /** Events that are new, or were raised again, since the last call. */
  List<Told> news(Instant now) throws InterruptedException {
    List<Told> news = new ArrayList<>();
    for (JsonNode event : ClusterApi.items(api.read(path))) {
      String uid = event.at("/metadata/uid").asText();
      String version = event.at("/metadata/resourceVersion").asText();
      if (seen.size() < MOST
          && !version.equals(seen.put(uid, version))
          && TOLD.contains(event.path("reason").asText())
          && NOISE.stream().noneMatch(event.path("message").asText()::startsWith)) {
        String object =
            event.at("/involvedObject/kind").asText()
                + "/"
                + event.at("/involvedObject/name").asText();
        news.add(
            new Told(
                time(event, now),
                object,
                event.path("reason").asText()
                    + " "
                    + event.at("/involvedObject/name").asText()
                    + ": "
                    + event.path("message").asText()));
      }
    }
    news.sort(Comparator.comparing(Told::at));
    return news;
  }

  private static Instant time(JsonNode event, Instant otherwise) {
    String text = event.path("lastTimestamp").asText(event.path("eventTime").asText(""));
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return otherwise;
    }
  }
}
