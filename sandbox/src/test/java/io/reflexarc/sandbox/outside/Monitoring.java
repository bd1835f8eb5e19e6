package io.reflexarc.sandbox.outside;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Prometheus that scrapes one gauge every second, an Alertmanager that it alerts when the gauge
 * is above 30, and the gauge.
 *
 * <p>Prometheus hears of its Alertmanager up to five seconds after its start, and what fires before
 * that is lost until it is sent again: a minute later by default, a second later here.
 */
final class Monitoring implements AutoCloseable {

  private final Path folder;
  private final HttpServer gauge;
  private final InstalledServer alertmanager;
  private final InstalledServer prometheus;
  private volatile int lag;

  /**
   * Starts them; nobody is told of alerts yet.
   *
   * @param folder for what they keep
   * @param labels of the gauge, which the alert has too
   */
  Monitoring(Path folder, Path prometheusProgram, Path alertmanagerProgram, String labels)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.gauge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gauge.createContext(
        "/metrics",
        exchange -> {
          byte[] text =
              "# TYPE ledger_lag_seconds gauge\nledger_lag_seconds{%s} %d\n"
                  .formatted(labels, lag)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
    gauge.start();
    this.alertmanager = alertmanager(alertmanagerProgram);
    this.prometheus = prometheus(prometheusProgram);
  }

  /** Sets the gauge. */
  void lag(int seconds) {
    this.lag = seconds;
  }

  /** Where Prometheus is asked. */
  String prometheusUrl() {
    return "http://" + prometheus.address();
  }

  /** From now on Alertmanager posts there. */
  void notify(String url) throws IOException, InterruptedException {
    route("webhook_configs: [{url: \"%s\", send_resolved: true}]".formatted(url));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://" + alertmanager.address() + "/-/reload"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("Alertmanager does not take its configuration: " + answer.body());
    }
  }

  /** What both said, for a failed test. */
  String said() {
    return prometheus.said() + "\n" + alertmanager.said();
  }

  private InstalledServer alertmanager(Path program) throws IOException {
    return InstalledServer.start(
        program,
        folder.resolve("alertmanager.log"),
        List.of(
            "--config.file=" + route("webhook_configs: []"),
            "--storage.path=" + folder.resolve("alertmanager"),
            "--web.listen-address=127.0.0.1:0",
            "--cluster.listen-address="));
  }

  private Path route(String receiver) throws IOException {
    return Files.writeString(
        folder.resolve("alertmanager.yml"),
        """
        route: {receiver: reflexarc, group_wait: 0s, group_interval: 1s}
        receivers:
          - name: reflexarc
            %s
        """
            .formatted(receiver));
  }

  private InstalledServer prometheus(Path program) throws IOException {
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
          - name: ledger
            rules:
              - alert: LedgerIsBehind
                expr: ledger_lag_seconds > 30
                labels: {severity: critical}
                annotations: {summary: "{{ $value }} s behind"}
        """);
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: [rules.yml]
            alerting:
              alertmanagers: [{static_configs: [{targets: ["%s"]}]}]
            scrape_configs:
              - job_name: ledger
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            """
                .formatted(alertmanager.address(), gauge.getAddress().getPort()));
    return InstalledServer.start(
        program,
        folder.resolve("prometheus.log"),
        List.of(
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("prometheus"),
            "--web.listen-address=127.0.0.1:0",
            "--rules.alert.resend-delay=1s"));
  }

  @Override
  public void close() {
    prometheus.close();
    alertmanager.close();
    gauge.stop(0);
  }
}
