package io.reflexarc.detector.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.intake.Answer;
import io.reflexarc.detector.intake.HandedIn;
import io.reflexarc.detector.publish.Origin;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloudEventsTest {

  private static final String STRUCTURED = "application/cloudevents+json; charset=utf-8";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String EVENT =
      """
      {"specversion": "1.0", "id": "a1", "source": "https://billing.example/check",
       "type": "billing.reconciliation-failed", "subject": "prod-eu/shop/Deployment/checkout",
       "time": "2026-11-23T15:59:30Z", "traceparent": "00-ab",
       "data": {"phase": "BEGAN", "severity": "WARNING", "version": "v4", "reason": "Gap",
                "message": "12 invoices do not add up", "labels": {"region": "eu"}}}
      """;

  private final CloudEventsFormat format = new CloudEventsFormat(100);
  private final HandedIn in = HandedIn.open();

  @BeforeEach
  void cluster() {
    in.picture.put(Objects.deployment("checkout", 1, "4", Map.of()));
  }

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void shouldPublishTheFactWhenTheModeIsStructured() {
    // when
    Answer answer = post(STRUCTURED, EVENT);

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(in.events()).containsExactly(expected());
    assertThat(in.addsUp(Origin.CLOUD_EVENTS)).isTrue();
  }

  @Test
  void shouldPublishTheSameFactWhenTheModeIsBinary() {
    // given
    Map<String, String> headers =
        Map.of(
            "content-type", "application/json",
            "ce-specversion", "1.0",
            "ce-id", "a1",
            "ce-source", "https://billing.example/check",
            "ce-type", "billing.reconciliation%2Dfailed",
            "ce-subject", "prod-eu/shop/Deployment/checkout",
            "ce-time", "2026-11-23T15:59:30Z",
            "ce-traceparent", "00-ab");
    String data =
        "{\"phase\":\"BEGAN\",\"severity\":\"WARNING\",\"version\":\"v4\",\"reason\":\"Gap\","
            + "\"message\":\"12 invoices do not add up\",\"labels\":{\"region\":\"eu\"}}";

    // when
    Answer answer = in.take(format, headers, data.getBytes(StandardCharsets.UTF_8));

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(in.events()).containsExactly(expected());
  }

  @Test
  void shouldPublishEachOnceWhenABatchHoldsADouble() {
    // when
    Answer answer =
        post(BATCH, "[" + EVENT + "," + EVENT.replace("\"a1\"", "\"a2\"") + "," + EVENT + "]");
    Answer again = post(BATCH, "[" + EVENT + "]");

    // then
    assertThat(answer.body()).containsEntry("published", 2).containsEntry("duplicate", 1);
    assertThat(again.body()).containsEntry("duplicate", 1);
    assertThat(in.events()).extracting(HealthEvent::getId).containsExactly("a1", "a2");
    assertThat(in.addsUp(Origin.CLOUD_EVENTS)).isTrue();
  }

  @Test
  void shouldTakeNothingWhenOneOfABatchIsWrong() {
    // when
    Answer answer = post(BATCH, "[" + EVENT + "," + EVENT.replace("BEGAN", "BEGUN") + "]");

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("problem"))
        .isEqualTo("[1].data.phase: is none of [UNKNOWN, OCCURRED, BEGAN, ENDED]");
    assertThat(in.producer.history()).isEmpty();
    assertThat(in.refused("malformed")).isEqualTo(1);
  }

  @Test
  void shouldNameTheFieldAndTheFixWhenAnEventIsRefused() {
    assertThat(problem(EVENT.replace("\"1.0\"", "\"0.3\"")))
        .isEqualTo("specversion: is not \"1.0\"");
    assertThat(problem(EVENT.replace("\"a1\"", "\"\""))).startsWith("id: is missing");
    assertThat(problem(EVENT.replace("billing.reconciliation-failed", "tick")))
        .startsWith("type: tick is reserved");
    assertThat(problem(EVENT.replace("https://billing.example/check", "reflexarc.detector")))
        .startsWith("source: begins with reflexarc.");
    assertThat(problem(EVENT.replace("/Deployment/", "/")))
        .startsWith("subject: target 'prod-eu/shop/checkout' is not");
    assertThat(problem(EVENT.replace("15:59:30Z", "17:59:30Z")))
        .startsWith("time: is more than 5m");
    assertThat(problem(EVENT.replace("\"reason\"", "\"cause\"")))
        .isEqualTo("data.cause: is no field of a fact, put it under labels");
    assertThat(problem(EVENT.replace("\"eu\"", "7")))
        .isEqualTo("data.labels.region: is not a text, write it in quotes");
    assertThat(post("text/plain", "hello").status()).isEqualTo(415);
  }

  @Test
  void shouldDeadLetterWhenThePodIsUnknown() {
    // when
    Answer answer = post(STRUCTURED, EVENT.replace("Deployment/checkout", "Pod/nobody"));

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).containsEntry("unattributed", 1);
    assertThat(new String(in.deadLetters().get(0).value(), StandardCharsets.UTF_8))
        .contains("\"type\":\"billing.reconciliation-failed\"");
  }

  @Test
  void shouldComeBackTheSameWhenAFactGoesOutAndIn() throws Exception {
    // given
    HealthEvent fact =
        HealthEvent.newBuilder(expected())
            .setSubject(Subject.newBuilder().setPod("checkout-1").setContainer("main").build())
            .build();

    // when
    HealthEvent back =
        CloudEventBinding.fact(
            CloudEventReader.structured("", CloudEventBinding.cloudEvent(fact)), HandedIn.NOW);

    // then
    assertThat(back).isEqualTo(fact);
  }

  private static HealthEvent expected() {
    return HealthEvent.newBuilder()
        .setId("a1")
        .setType("billing.reconciliation-failed")
        .setPhase(Phase.BEGAN)
        .setSeverity(Severity.WARNING)
        .setTarget("prod-eu/shop/Deployment/checkout")
        .setVersion("v4")
        .setSource("https://billing.example/check")
        .setOccurredAt(Instant.parse("2026-11-23T15:59:30Z"))
        .setObservedAt(HandedIn.NOW)
        .setReason("Gap")
        .setMessage("12 invoices do not add up")
        .setLabels(Map.of("region", "eu", "ce-traceparent", "00-ab"))
        .build();
  }

  private String problem(String event) {
    Answer answer = post(STRUCTURED, event);
    assertThat(List.of(400, 413)).contains(answer.status());
    return String.valueOf(answer.body().get("problem"));
  }

  private Answer post(String type, String body) {
    return in.take(format, Map.of("content-type", type), body.getBytes(StandardCharsets.UTF_8));
  }
}
