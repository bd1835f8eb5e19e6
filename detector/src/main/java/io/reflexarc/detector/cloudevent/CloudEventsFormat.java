package io.reflexarc.detector.cloudevent;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.detector.attribution.Sought;
import io.reflexarc.detector.intake.Fields;
import io.reflexarc.detector.intake.Fields.WrongFieldException;
import io.reflexarc.detector.intake.Incoming;
import io.reflexarc.detector.intake.IntakeFormat;
import io.reflexarc.detector.intake.Json;
import io.reflexarc.detector.intake.Reading;
import io.reflexarc.detector.publish.Origin;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * CloudEvents in the binary, the structured and the batch mode. A request is taken whole or not at
 * all: its sender is told what is wrong and hands it in again.
 */
public final class CloudEventsFormat implements IntakeFormat {

  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String SPEC_VERSION = "ce-specversion";
  private static final int BUSY = 429;
  private static final int BAD = 400;
  private static final int TOO_MANY = 413;
  private static final int WRONG_TYPE = 415;

  private final int maxEvents;

  /**
   * @param maxEvents most events of one batch
   */
  public CloudEventsFormat(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  @Override
  public Origin origin() {
    return Origin.CLOUD_EVENTS;
  }

  @Override
  public int busyStatus() {
    return BUSY;
  }

  @Override
  public Reading read(Map<String, String> headers, byte[] body, Instant now) {
    String type =
        headers.getOrDefault("content-type", "").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    try {
      if (type.equals(BATCH)) {
        return batch(body, now);
      }
      if (type.equals(STRUCTURED)) {
        return understood(List.of(CloudEventReader.structured("", json(body))), now);
      }
      if (headers.containsKey(SPEC_VERSION)) {
        return understood(List.of(CloudEventReader.binary(headers, body)), now);
      }
    } catch (WrongFieldException e) {
      return new Reading.Refused(BAD, Reading.MALFORMED, String.valueOf(e.getMessage()));
    }
    return new Reading.Refused(
        WRONG_TYPE,
        "no-event",
        "Content-Type: is neither "
            + STRUCTURED
            + " nor "
            + BATCH
            + ", and there is no header ce-specversion");
  }

  private Reading batch(byte[] body, Instant now) throws WrongFieldException {
    JsonNode json = json(body);
    if (!json.isArray()) {
      throw new Fields("", json).wrong("the body", "is not a list of events");
    }
    if (json.size() > maxEvents) {
      return new Reading.Refused(
          TOO_MANY,
          "too-many",
          "the batch has "
              + json.size()
              + " events, at most "
              + maxEvents
              + " are taken: send several, or raise detector.intake.max.items");
    }
    List<CloudEvent> events = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      events.add(CloudEventReader.structured("[" + i + "]", json.get(i)));
    }
    return understood(events, now);
  }

  private static Reading understood(List<CloudEvent> events, Instant now)
      throws WrongFieldException {
    List<Incoming> facts = new ArrayList<>();
    for (CloudEvent event : events) {
      HealthEvent fact = CloudEventBinding.fact(event, now);
      facts.add(
          new Incoming(
              fact,
              new Sought(TargetKey.parse(fact.getTarget())),
              Json.write(CloudEventBinding.cloudEvent(fact))));
    }
    return new Reading.Understood(facts, List.of());
  }

  private static JsonNode json(byte[] body) throws WrongFieldException {
    JsonNode json = Json.read(body).orElse(null);
    if (json == null) {
      throw new WrongFieldException("the body: is not JSON");
    }
    return json;
  }
}
