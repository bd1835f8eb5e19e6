package io.reflexarc.sandbox.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reflexarc.detector.Detector;
import io.reflexarc.detector.DetectorConfig;
import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.StageSettings;
import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Sample;
import io.reflexarc.schemas.avro.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A rule fires in a real Prometheus and ends; the facts, and the samples of it, are in Kafka. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PrometheusAndAlertmanagerIT {

  private static final String LABELS = "namespace=\"shop\",deployment=\"checkout\",queue=\"a\"";
  private static final String TARGET = "sandbox/shop/Deployment/checkout";

  @TempDir private Path folder;

  @Test
  void shouldBeFactsAndSamplesWhenARuleFiresAndEnds() throws Exception {
    // given
    Optional<Path> prometheus = InstalledServer.find("prometheus");
    Optional<Path> alertmanager = InstalledServer.find("prometheus-alertmanager", "alertmanager");
    assumeTrue(prometheus.isPresent(), "prometheus is not installed");
    assumeTrue(alertmanager.isPresent(), "alertmanager is not installed");
    Path files = folder.resolve("monitoring");
    try (Monitoring monitoring =
            new Monitoring(files, prometheus.get(), alertmanager.get(), LABELS);
        Sandbox sandbox =
            Sandbox.start(
                SandboxOptions.in(folder.resolve("world"), Speed.of(1), Instant.now()),
                new Checkout());
        Detector detector = detector(sandbox, monitoring);
        TopicsOfTarget topics = new TopicsOfTarget(sandbox, TARGET)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> detector.health().ready().ok());
      monitoring.notify("http://127.0.0.1:" + detector.httpPort() + "/v1/alerts");

      // when
      monitoring.lag(42);

      // then
      HealthEvent began = topics.alert(Phase.BEGAN, monitoring::said);
      assertThat(began.getType()).isEqualTo("alert.firing");
      assertThat(began.getReason()).isEqualTo("LedgerIsBehind");
      assertThat(began.getSeverity()).isEqualTo(Severity.CRITICAL);
      assertThat(began.getMessage()).isEqualTo("42 s behind");
      assertThat(began.getLabels()).containsEntry("queue", "a").containsKey("fingerprint");
      Sample sample = topics.sample("ledger_lag", 42, monitoring::said);
      assertThat(sample.getKind()).isEqualTo(MetricKind.GAUGE);
      assertThat(sample.getLabels()).containsEntry("queue", "a").doesNotContainKey("deployment");

      // when
      monitoring.lag(3);

      // then
      HealthEvent ended = topics.alert(Phase.ENDED, monitoring::said);
      assertThat(ended.getReason()).isEqualTo("LedgerIsBehind");
      assertThat(ended.getOccurredAt()).isAfter(began.getOccurredAt());
      assertThat(ended.getLabels().get("fingerprint"))
          .isEqualTo(began.getLabels().get("fingerprint"));
      assertThat(topics.sample("ledger_lag", 3, monitoring::said)).isNotNull();
      assertThat(topics.sources()).containsExactly("prometheus");
    }
  }

  private Detector detector(Sandbox sandbox, Monitoring monitoring) throws IOException {
    Map<String, String> settings = new StageSettings(sandbox.addresses()).detector();
    settings.put("detector.promql.url", monitoring.prometheusUrl());
    settings.put("detector.promql.file", queries().toString());
    return Detector.start(DetectorConfig.of(settings), sandbox.clock());
  }

  private Path queries() throws IOException {
    return Files.writeString(
        folder.resolve("promql.yaml"),
        """
        groups:
          - name: ledger
            interval: 1s
            queries:
              - {name: ledger_lag, expr: ledger_lag_seconds}
        """);
  }
}
