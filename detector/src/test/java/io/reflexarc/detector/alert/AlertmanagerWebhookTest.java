package io.reflexarc.detector.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.attribution.TargetLabels;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.intake.Answer;
import io.reflexarc.detector.intake.HandedIn;
import io.reflexarc.detector.publish.Origin;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertmanagerWebhookTest {

  private static final byte[] FIRING = recorded("01-firing.json");
  private static final byte[] RESOLVED = recorded("02-resolved.json");

  private final AlertmanagerFormat format =
      new AlertmanagerFormat(
          HandedIn.CLUSTER,
          new TargetLabels(
              "cluster",
              "namespace",
              TargetLabels.kinds(
                  List.of(
                      "Deployment=deployment", "StatefulSet=statefulset", "Pod=pod", "Node=node")),
              "version"),
          100);
  private HandedIn in = HandedIn.open();

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void shouldBeginAndEndAStateWhenTheRecordedAlertFiresAndIsResolved() {
    // given
    deployment("d1");

    // when
    Answer fired = in.take(format, Map.of(), FIRING);
    Answer resolved = in.take(format, Map.of(), RESOLVED);

    // then
    assertThat(List.of(fired.status(), resolved.status())).containsOnly(200);
    assertThat(in.events())
        .extracting(HealthEvent::getPhase)
        .containsExactly(Phase.BEGAN, Phase.ENDED);
    HealthEvent began = in.events().get(0);
    assertThat(began.getType()).isEqualTo("alert.firing");
    assertThat(began.getTarget()).isEqualTo("prod-eu/shop/Deployment/d1");
    assertThat(began.getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(began.getOccurredAt()).isEqualTo(Instant.parse("2026-11-23T15:53:16.663Z"));
    assertThat(began.getReason()).isEqualTo("HighErrorRatio");
    assertThat(began.getMessage()).isEqualTo("errors 0.9 on d1");
    assertThat(began.getLabels()).containsEntry("fingerprint", "b6529d7491056d46");
    HealthEvent ended = in.events().get(1);
    assertThat(ended.getOccurredAt()).isEqualTo(Instant.parse("2026-11-23T15:53:18.663Z"));
    assertThat(ended.getId()).isNotEqualTo(began.getId());
    assertThat(in.addsUp(Origin.ALERTMANAGER)).isTrue();
  }

  @Test
  void shouldSayAFactOnceWhenItIsRepeated() {
    // given
    deployment("d1");

    // when
    in.take(format, Map.of(), FIRING);
    Answer again = in.take(format, Map.of(), FIRING);

    // then
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).containsEntry("duplicate", 1);
    assertThat(in.events()).hasSize(1);
    assertThat(in.count(Origin.ALERTMANAGER, "dropped")).isEqualTo(1);
    assertThat(in.addsUp(Origin.ALERTMANAGER)).isTrue();
  }

  @Test
  void shouldHaveTheSameIdWhenAnotherReplicaIsTold() {
    // given
    deployment("d1");
    in.take(format, Map.of(), FIRING);
    String id = in.events().get(0).getId();
    in.close();
    in = HandedIn.open();
    deployment("d1");

    // when
    in.take(format, Map.of(), FIRING);

    // then
    assertThat(in.events().get(0).getId()).isEqualTo(id);
  }

  @Test
  void shouldDeadLetterAndAnswer200WhenTheTargetIsUnknown() {
    // when
    Answer answer = in.take(format, Map.of(), FIRING);

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).containsEntry("unattributed", 1);
    assertThat(in.events()).isEmpty();
    assertThat(in.deadLetters()).hasSize(1);
    assertThat(HandedIn.header(in.deadLetters().get(0), "reflexarc.reason"))
        .isEqualTo("there is no Deployment prod-eu/shop/Deployment/d1");
    assertThat(HandedIn.header(in.deadLetters().get(0), "reflexarc.origin")).isEqualTo("alerts");
    assertThat(new String(in.deadLetters().get(0).value(), StandardCharsets.UTF_8))
        .contains("\"fingerprint\":\"b6529d7491056d46\"");
    assertThat(in.addsUp(Origin.ALERTMANAGER)).isTrue();
  }

  @Test
  void shouldDeadLetterWhenNoLabelNamesATarget() {
    // when
    Answer answer = in.take(format, body(alert("\"alertname\":\"Watchdog\"")));

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(String.valueOf(answer.body().get("problems")))
        .contains("alerts[0].labels: none of [deployment, statefulset, pod, node] is there");
    assertThat(in.deadLetters()).hasSize(1);
  }

  @Test
  void shouldFindTheWorkloadWhenAPodIsNamed() {
    // given
    deployment("checkout");
    in.picture.put(Objects.replicaSet("checkout", "abc12", "4", "v4", 1));
    in.picture.put(Objects.pod("checkout-abc12-x7k2p", "checkout-abc12", "v4", false));

    // when
    in.take(format, body(alert("\"namespace\":\"shop\",\"pod\":\"checkout-abc12-x7k2p\"")));

    // then
    HealthEvent event = in.events().get(0);
    assertThat(event.getTarget()).isEqualTo("prod-eu/shop/Deployment/checkout");
    assertThat(event.getVersion()).isEqualTo("v4");
    assertThat(event.getSubject().getPod()).isEqualTo("checkout-abc12-x7k2p");
    assertThat(event.getSubject().getNode()).isEqualTo("node-1");
    assertThat(event.getLabels()).containsEntry("revision", "4");
  }

  @Test
  void shouldFindTheWorkloadByNameWhenThePodIsGone() {
    // given
    deployment("checkout");
    in.picture.put(Objects.replicaSet("checkout", "abc12", "4", "v4", 1));

    // when
    in.take(format, body(alert("\"namespace\":\"shop\",\"pod\":\"checkout-abc12-gone1\"")));

    // then
    assertThat(in.events().get(0).getTarget()).isEqualTo("prod-eu/shop/Deployment/checkout");
    assertThat(in.events().get(0).getVersion()).isEqualTo("v4");
  }

  @Test
  void shouldTakeTheOthersWhenOneAlertIsMalformed() {
    // given
    deployment("checkout");
    String good = alert("\"namespace\":\"shop\",\"deployment\":\"checkout\"");
    String bad = good.replace("2026-11-23T15:53:16Z", "yesterday");

    // when
    Answer answer = in.take(format, body(bad + "," + good));

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).containsEntry("published", 1).containsEntry("malformed", 1);
    assertThat(HandedIn.header(in.deadLetters().get(0), "reflexarc.reason"))
        .isEqualTo("alerts[0].startsAt: is not a time, write 2026-11-23T12:00:00Z");
  }

  @Test
  void shouldRefuseAndCountWhenTheBodyIsNoneOfAlertmanagers() {
    // when
    Answer noJson = in.take(format, "alerts: []");
    Answer version = in.take(format, "{\"version\":\"3\",\"alerts\":[]}");
    Answer tooMany = in.take(format, body("{},".repeat(100) + "{}"));
    Answer tooLarge = in.take(format, Map.of(), new byte[(1 << 20) + 1]);

    // then
    assertThat(List.of(noJson, version, tooMany, tooLarge))
        .extracting(Answer::status)
        .containsExactly(400, 400, 413, 413);
    assertThat(String.valueOf(tooMany.body().get("problem"))).contains("max_alerts");
    assertThat(
            List.of(
                in.refused("not-json"),
                in.refused("version"),
                in.refused("too-many"),
                in.refused("too-large")))
        .containsOnly(1.0);
  }

  @Test
  void shouldAskToComeAgainWhenKafkaDoesNotTakeIt() {
    // given
    deployment("d1");
    in.producer.sendException = new org.apache.kafka.common.errors.TimeoutException("no buffer");

    // when
    Answer refused = in.take(format, Map.of(), FIRING);
    in.producer.sendException = null;
    Answer taken = in.take(format, Map.of(), FIRING);

    // then
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers()).containsKey("Retry-After");
    assertThat(taken.status()).isEqualTo(200);
    assertThat(in.events()).hasSize(1);
    assertThat(in.addsUp(Origin.ALERTMANAGER)).isTrue();
  }

  @Test
  void shouldAskToComeAgainWhenTheClusterIsNotKnownYet() {
    // given
    in.forgetCluster();

    // when
    Answer answer = in.take(format, Map.of(), FIRING);

    // then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(in.refused("not-yet")).isEqualTo(1);
    assertThat(in.producer.history()).isEmpty();
  }

  @Test
  void shouldLetInOnlyWhoShowsTheTokenOrThePassword() {
    // given
    in.close();
    in = new HandedIn(HandedIn.settings("s3cret", "am", "pass:word"), true);
    deployment("d1");
    String basic =
        Base64.getEncoder().encodeToString("am:pass:word".getBytes(StandardCharsets.UTF_8));

    // when
    List<Integer> answers =
        List.of(
            in.take(format, Map.of(), FIRING).status(),
            in.take(format, Map.of("authorization", "Bearer s3cre"), FIRING).status(),
            in.take(format, Map.of("authorization", "Basic s3cret"), FIRING).status(),
            in.take(format, Map.of("authorization", "bearer s3cret"), FIRING).status(),
            in.take(format, Map.of("authorization", "Basic " + basic), FIRING).status());

    // then
    assertThat(answers).containsExactly(401, 401, 401, 200, 200);
    assertThat(in.refused("unauthorized")).isEqualTo(3);
    assertThat(HandedIn.settings("s3cret", "am", "pass").toString())
        .doesNotContain("s3cret")
        .doesNotContain("pass,");
  }

  private void deployment(String name) {
    in.picture.put(Objects.deployment(name, 1, "4", Map.of()));
  }

  /** As recorded, in the namespace that the test's cluster has. */
  private static byte[] recorded(String file) {
    String body = new String(HandedIn.resource("/alertmanager/" + file), StandardCharsets.UTF_8);
    return body.replace("\"ns1\"", "\"shop\"").getBytes(StandardCharsets.UTF_8);
  }

  private static String alert(String labels) {
    return "{\"status\":\"firing\",\"labels\":{"
        + labels
        + "},\"startsAt\":\"2026-11-23T15:53:16Z\",\"fingerprint\":\"f1\"}";
  }

  private static String body(String alerts) {
    return "{\"version\":\"4\",\"alerts\":[" + alerts + "]}";
  }
}
