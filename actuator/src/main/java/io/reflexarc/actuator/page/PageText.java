package io.reflexarc.actuator.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.post.Endpoint;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;

/** A page as each kind of receiver understands it. */
final class PageText {

  /** An alert that nobody resolves is forgotten by Alertmanager after this long. */
  private static final Duration LONGEST = Duration.ofHours(24);

  /** PagerDuty takes no longer summary. */
  private static final int MOST_SUMMARY = 1024;

  private PageText() {}

  /** JSON. */
  static String of(Page page, Endpoint.Kind kind) {
    return switch (kind) {
      case ALERTMANAGER -> alert(page);
      case WEBHOOK -> plain(page).toString();
      case SLACK -> slack(page);
      case PAGERDUTY -> pagerDuty(page);
    };
  }

  /** One alert; the labels are the same when it is over, by which it is known. */
  private static String alert(Page page) {
    ObjectNode alert = object();
    TargetKey target = TargetKey.parse(page.cause().getTarget());
    ObjectNode labels = alert.putObject("labels");
    labels
        .put("alertname", "ReflexarcEscalation")
        .put("severity", page.severity())
        .put("incident", page.incident())
        .put("policy", page.policy())
        .put("cluster", target.cluster())
        .put("namespace", target.namespace())
        .put("kind", target.kind())
        .put("name", target.name());
    alert.putObject("annotations").put("summary", summary(page));
    if (page.over()) {
      alert.put("endsAt", page.cause().getAt().toString());
    } else {
      alert
          .put("startsAt", page.cause().getAt().toString())
          .put("endsAt", page.cause().getAt().plus(LONGEST).toString());
    }
    return JsonNodeFactory.instance.arrayNode().add(alert).toString();
  }

  private static ObjectNode plain(Page page) {
    ObjectNode body =
        object()
            .put("version", 1)
            .put("event", page.over() ? "resolved" : "page")
            .put("incident", page.incident())
            .put("target", page.cause().getTarget())
            .put("policy", page.policy())
            .put("severity", page.severity())
            .put("reason", page.cause().getReason())
            .put("at", page.cause().getAt().toString());
    for (Evidence each : page.cause().getEvidence()) {
      body.withArray("evidence")
          .addObject()
          .put("indicator", each.getIndicator())
          .put("version", each.getVersion())
          .put("value", each.getValue())
          .put("unit", each.getUnit())
          .put("threshold", each.getThreshold())
          .put("samples", each.getSamples());
    }
    return body;
  }

  private static String slack(Page page) {
    String text = summary(page).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return object().put("text", text).toString();
  }

  private static String pagerDuty(Page page) {
    ObjectNode event =
        object()
            .put("event_action", page.over() ? "resolve" : "trigger")
            .put("dedup_key", page.incident());
    if (!page.over()) {
      event
          .putObject("payload")
          .put("summary", bounded(summary(page)))
          .put("source", page.cause().getTarget())
          .put("severity", page.severity())
          .put("timestamp", page.cause().getAt().toString())
          .set("custom_details", plain(page));
    }
    return event.toString();
  }

  private static String summary(Page page) {
    String head = page.over() ? "over" : page.severity();
    return "[" + head + "] " + page.cause().getTarget() + ": " + page.cause().getReason();
  }

  private static String bounded(String text) {
    return text.length() <= MOST_SUMMARY ? text : text.substring(0, MOST_SUMMARY - 3) + "...";
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
