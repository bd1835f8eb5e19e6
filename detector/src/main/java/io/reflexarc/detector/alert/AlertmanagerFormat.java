package io.reflexarc.detector.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.detector.attribution.TargetLabels;
import io.reflexarc.detector.intake.Fields;
import io.reflexarc.detector.intake.Fields.WrongFieldException;
import io.reflexarc.detector.intake.Incoming;
import io.reflexarc.detector.intake.IntakeFormat;
import io.reflexarc.detector.intake.Json;
import io.reflexarc.detector.intake.Reading;
import io.reflexarc.detector.intake.Reading.Flawed;
import io.reflexarc.detector.publish.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body that Alertmanager posts to a webhook, version 4. A body that is none is refused; in one
 * that is, each alert stands for itself: one that is not as it must be does not stop the others.
 */
public final class AlertmanagerFormat implements IntakeFormat {

  private static final String VERSION = "4";
  private static final int LATER = 503;
  private static final int TOO_MANY = 413;
  private static final int BAD = 400;

  private final AlertFacts facts;
  private final int maxAlerts;

  /**
   * @param cluster the cluster that is meant where no label names one
   * @param labels how labels name a target
   * @param maxAlerts most alerts of one body
   */
  public AlertmanagerFormat(String cluster, TargetLabels labels, int maxAlerts) {
    this.facts = new AlertFacts(cluster, labels);
    this.maxAlerts = maxAlerts;
  }

  @Override
  public Origin origin() {
    return Origin.ALERTMANAGER;
  }

  /** Alertmanager comes again after a 5xx, not after a 429. */
  @Override
  public int busyStatus() {
    return LATER;
  }

  @Override
  public Reading read(Map<String, String> headers, byte[] body, Instant now) {
    Optional<JsonNode> json = Json.read(body);
    if (json.isEmpty() || !json.get().isObject()) {
      return refused("not-json", "the body is not a JSON object: post what Alertmanager posts");
    }
    JsonNode version = json.get().path("version");
    if (!version.asText().equals(VERSION)) {
      return refused(
          "version",
          "version: is '" + Fields.shown(version.asText()) + "', only \"4\" is understood");
    }
    JsonNode alerts = json.get().path("alerts");
    if (!alerts.isArray()) {
      return refused("alerts", "alerts: is missing, write a list");
    }
    if (alerts.size() > maxAlerts) {
      return new Reading.Refused(
          TOO_MANY,
          "too-many",
          "alerts: has "
              + alerts.size()
              + " entries, at most "
              + maxAlerts
              + " are taken: set max_alerts of the webhook, or raise detector.intake.max.items");
    }
    return understood(alerts, now);
  }

  private Reading understood(JsonNode alerts, Instant now) {
    List<Incoming> good = new ArrayList<>();
    List<Flawed> flawed = new ArrayList<>();
    for (int i = 0; i < alerts.size(); i++) {
      String path = "alerts[" + i + "]";
      String word = Reading.MALFORMED;
      try {
        AlertFacts.Alert alert = facts.read(path, alerts.get(i), now);
        word = Reading.UNATTRIBUTED;
        good.add(facts.fact(alert, now));
      } catch (WrongFieldException e) {
        flawed.add(new Flawed(word, String.valueOf(e.getMessage()), Json.write(alerts.get(i))));
      }
    }
    return new Reading.Understood(good, flawed);
  }

  private static Reading refused(String reason, String problem) {
    return new Reading.Refused(BAD, reason, problem);
  }
}
