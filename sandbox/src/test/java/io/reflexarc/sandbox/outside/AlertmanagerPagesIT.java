package io.reflexarc.sandbox.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reflexarc.actuator.page.Audits;
import io.reflexarc.actuator.page.Pager;
import io.reflexarc.actuator.post.Endpoints;
import io.reflexarc.actuator.post.EndpointsFile;
import io.reflexarc.actuator.post.HttpPost;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An escalation becomes an alert in a real Alertmanager, and its end resolves it. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class AlertmanagerPagesIT {

  private static final TopicPartition PARTITION = new TopicPartition("audit", 0);

  @TempDir private Path folder;
  private final Map<String, RemediationAudit> log = new HashMap<>();

  @Test
  void shouldFireAndResolve() throws Exception {
    // given
    Optional<Path> program = InstalledServer.find("prometheus-alertmanager", "alertmanager");
    assumeTrue(program.isPresent(), "alertmanager is not installed");
    Instant now = Instant.now();
    try (InstalledServer alertmanager = alertmanager(program.get());
        StageMetrics metrics = new StageMetrics("actuator");
        Pager pager = pager(alertmanager, metrics, now)) {
      pager.own(PARTITION, new OffsetAndMetadata(0));

      // when
      take(pager, 0, at(Audits.escalated("i-1"), now.minusSeconds(30)));

      // then
      assertThat(told(pager)).startsWith("told alerts of it: answers 200");
      JsonNode alert = alerts(alertmanager).path(0);
      assertThat(alert.at("/labels/alertname").asText()).isEqualTo("ReflexarcEscalation");
      assertThat(alert.at("/labels/severity").asText()).isEqualTo("warning");
      assertThat(alert.at("/labels/incident").asText()).isEqualTo("i-1");
      assertThat(alert.at("/status/state").asText()).isEqualTo("active");

      // when
      take(pager, 1, at(Audits.of("i-1", Stage.CLOSED), now.minusSeconds(1)));

      // then
      assertThat(told(pager)).startsWith("told alerts that it is over: answers 200");
      await().atMost(Duration.ofSeconds(10)).until(() -> alerts(alertmanager).isEmpty());
    }
  }

  private static RemediationAudit at(RemediationAudit audit, Instant at) {
    return RemediationAudit.newBuilder(audit).setAt(at).build();
  }

  private void take(Pager pager, long offset, RemediationAudit audit) {
    log.put(audit.getId(), audit);
    byte[] id = audit.getId().getBytes(StandardCharsets.UTF_8);
    pager.take(PARTITION, new ConsumerRecord<>("audit", 0, offset, new byte[0], id));
  }

  private String told(Pager pager) {
    List<String> reasons = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              pager.toTell().forEach(record -> reasons.add(reason(record.value())));
              pager.told();
              return !reasons.isEmpty();
            });
    return reasons.get(0);
  }

  private String reason(byte[] id) {
    return Objects.requireNonNull(log.get(new String(id, StandardCharsets.UTF_8))).getReason();
  }

  private Pager pager(InstalledServer alertmanager, StageMetrics metrics, Instant now)
      throws IOException {
    Path file = folder.resolve("endpoints.yaml");
    Files.writeString(
        file,
        "endpoints: [{name: alerts, kind: alertmanager, url: 'http://%s'}]"
            .formatted(alertmanager.address()));
    Endpoints endpoints = EndpointsFile.read(file);
    ManualTime time = new ManualTime(now);
    return new Pager(
        List.copyOf(endpoints.byName().values()),
        new HttpPost(endpoints, time),
        (topic, bytes) -> log.get(new String(bytes, StandardCharsets.UTF_8)),
        (topic, audit) -> {
          log.put(audit.getId(), audit);
          return audit.getId().getBytes(StandardCharsets.UTF_8);
        },
        "audit",
        "local",
        time,
        metrics.flow("pages"));
  }

  private InstalledServer alertmanager(Path program) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
    return InstalledServer.start(
        program,
        folder.resolve("alertmanager.log"),
        List.of(
            "--config.file=" + config,
            "--storage.path=" + folder.resolve("alertmanager"),
            "--web.listen-address=127.0.0.1:0",
            "--cluster.listen-address="));
  }

  private static JsonNode alerts(InstalledServer alertmanager)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://" + alertmanager.address() + "/api/v2/alerts"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    return new ObjectMapper().readTree(answer.body());
  }
}
