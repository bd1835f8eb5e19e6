package io.reflexarc.sandbox.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reflexarc.detector.Detector;
import io.reflexarc.detector.DetectorConfig;
import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.StageSettings;
import io.reflexarc.sandbox.StartSteps;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.serde.RecordSerdes;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A rule fires in a real Prometheus; the fact and the samples of it are in Kafka. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PrometheusAndAlertmanagerIT {

  private static final StartSteps STEPS =
      new StartSteps() {
        @Override
        public void done(String name) {
          // nobody watches
        }

        @Override
        public void clusterIsUp(World world, URI api) {
          // nothing is to be deployed
        }
      };

  private static final String TARGET = "sandbox/shop/StatefulSet/ledger";

  @TempDir private Path folder;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void shouldBeAFactAndSamplesWhenARuleFires() throws Exception {
    // given
    String prometheus = installed("prometheus");
    String alertmanager = installed("prometheus-alertmanager", "alertmanager");
    assumeTrue(!prometheus.isEmpty(), "prometheus is not installed");
    assumeTrue(!alertmanager.isEmpty(), "alertmanager is not installed");
    int prometheusPort = freePort();
    int alertmanagerPort = freePort();
    try (Sandbox sandbox =
        Sandbox.start(
            SandboxOptions.in(folder.resolve("world"), Speed.of(1), Instant.now()), STEPS)) {
      Map<String, String> settings = new StageSettings(sandbox.addresses()).detector();
      settings.put("detector.promql.url", "http://127.0.0.1:" + prometheusPort);
      settings.put("detector.promql.file", queries().toString());
      try (Detector detector = Detector.start(DetectorConfig.of(settings), sandbox.clock())) {
        await().atMost(Duration.ofSeconds(60)).until(() -> detector.health().ready().ok());

        // when
        start(alertmanager, alertmanagerArguments(alertmanagerPort, detector.httpPort()));
        start(prometheus, prometheusArguments(prometheusPort, alertmanagerPort));

        // then
        HealthEvent event = first(sandbox, "reflexarc.health-events", HealthEvent.class, settings);
        assertThat(event.getType()).isEqualTo("alert.firing");
        assertThat(event.getPhase()).isEqualTo(Phase.BEGAN);
        assertThat(event.getReason()).isEqualTo("LedgerIsBehind");
        MetricSamples samples =
            first(sandbox, "reflexarc.metric-samples", MetricSamples.class, settings);
        assertThat(samples.getSource()).isEqualTo("prometheus");
        assertThat(samples.getSamples().get(0).getName()).isEqualTo("ledger_lag");
        assertThat(samples.getSamples().get(0).getValue()).isEqualTo(42);
      }
    }
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

  private List<String> alertmanagerArguments(int port, int detectorPort) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            """
            route: {receiver: reflexarc, group_wait: 0s, group_interval: 1s}
            receivers:
              - name: reflexarc
                webhook_configs: [{url: "http://127.0.0.1:%d/v1/alerts", send_resolved: true}]
            """
                .formatted(detectorPort));
    return List.of(
        "--config.file=" + config,
        "--storage.path=" + folder.resolve("alertmanager"),
        "--web.listen-address=127.0.0.1:" + port,
        "--cluster.listen-address=");
  }

  private List<String> prometheusArguments(int port, int alertmanagerPort) throws IOException {
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
          - name: ledger
            interval: 1s
            rules:
              - {record: ledger_lag_seconds, expr: vector(42), labels: {namespace: shop, statefulset: ledger}}
              - alert: LedgerIsBehind
                expr: ledger_lag_seconds > 30
                labels: {severity: critical}
        """);
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {evaluation_interval: 1s}
            rule_files: [rules.yml]
            alerting:
              alertmanagers: [{static_configs: [{targets: ["127.0.0.1:%d"]}]}]
            """
                .formatted(alertmanagerPort));
    return List.of(
        "--config.file=" + config,
        "--storage.tsdb.path=" + folder.resolve("prometheus"),
        "--web.listen-address=127.0.0.1:" + port);
  }

  private void start(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(new File(program).getName() + ".log").toFile())
            .start());
  }

  private static <T extends SpecificRecord> T first(
      Sandbox sandbox, String topic, Class<T> type, Map<String, String> settings) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                sandbox.addresses().bootstrapServers(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(IntStream.range(0, 4).mapToObj(it -> new TopicPartition(topic, it)).toList());
      var values = RecordSerdes.of(settings).deserializer(type);
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (System.nanoTime() < end) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (TARGET.equals(record.key())) {
            return values.deserialize(topic, record.value());
          }
        }
      }
    }
    throw new AssertionError("nothing of " + TARGET + " came to " + topic);
  }

  private static String installed(String... names) {
    for (String folder :
        (System.getenv("PATH") + File.pathSeparator + "/usr/bin").split(File.pathSeparator)) {
      for (String name : names) {
        if (new File(folder, name).canExecute()) {
          return folder + File.separator + name;
        }
      }
    }
    return "";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
