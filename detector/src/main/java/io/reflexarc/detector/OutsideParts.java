package io.reflexarc.detector;

import io.javalin.config.RoutesConfig;
import io.reflexarc.detector.alert.AlertmanagerFormat;
import io.reflexarc.detector.attribution.Locating;
import io.reflexarc.detector.cloudevent.CloudEventsFormat;
import io.reflexarc.detector.intake.Intake;
import io.reflexarc.detector.intake.IntakeFormat;
import io.reflexarc.detector.intake.IntakeRoutes;
import io.reflexarc.detector.otlp.OtlpFormat;
import io.reflexarc.detector.promql.PromqlSource;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.detector.usage.UsageSource;
import io.reflexarc.detector.usage.UsageTransport;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to do with other systems: those that hand in, and those that are asked. Wired. */
final class OutsideParts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutsideParts.class);
  private static final Duration STUCK = Duration.ofSeconds(60);
  private static final int ANSWER_THREADS = 2;

  private final OutsideConfig config;
  private final Intake intake;
  private final IntakeRoutes routes;
  private final ExecutorService answers;
  private final Optional<PromqlSource> promql;
  private final Optional<UsageSource> usage;

  /** Where all of them publish to, and what they ask of the rest of the detector. */
  record Shared(
      String cluster,
      Locating locating,
      Partitioning partitioning,
      Ownership ownership,
      Watermark watermark,
      Publisher publisher,
      TimeSource time,
      StageMetrics metrics,
      Health health,
      Predicate<String> wanted,
      UsageTransport usage,
      Duration requestTimeout) {}

  OutsideParts(OutsideConfig config, Shared shared) {
    this.config = config;
    this.intake =
        new Intake(
            config.intake(),
            shared.locating(),
            shared.publisher(),
            shared.partitioning(),
            shared.time(),
            shared.metrics());
    int most = config.intake().maxItems();
    Map<String, IntakeFormat> formats = new LinkedHashMap<>();
    formats.put("/v1/alerts", new AlertmanagerFormat(shared.cluster(), config.alertLabels(), most));
    formats.put("/v1/events", new CloudEventsFormat(most));
    formats.put("/v1/metrics", new OtlpFormat(shared.cluster(), shared.wanted(), config.otlp()));
    this.routes = new IntakeRoutes(intake, formats);
    this.answers =
        Executors.newFixedThreadPool(
            ANSWER_THREADS,
            task -> {
              Thread thread = new Thread(task, "detector-outside-answers");
              thread.setDaemon(true);
              return thread;
            });
    this.promql =
        config
            .promql()
            .map(
                settings ->
                    new PromqlSource(
                        settings,
                        shared.cluster(),
                        answers,
                        shared.locating(),
                        shared.partitioning(),
                        shared.ownership(),
                        shared.watermark(),
                        shared.publisher(),
                        shared.time(),
                        shared.metrics(),
                        shared.health().heartbeat("promql", STUCK)));
    this.usage =
        config.usageInterval().isZero() ? Optional.empty() : Optional.of(usage(config, shared));
  }

  private static UsageSource usage(OutsideConfig config, Shared shared) {
    return new UsageSource(
        shared.usage(),
        config.usageInterval(),
        shared.requestTimeout(),
        shared.cluster(),
        shared.wanted(),
        shared.locating(),
        shared.partitioning(),
        shared.ownership(),
        shared.watermark(),
        shared.publisher(),
        shared.time(),
        shared.metrics(),
        shared.health().heartbeat("usage", STUCK));
  }

  /** Serves those that hand in. */
  void addTo(RoutesConfig http) {
    if (!config.handIn()) {
      return;
    }
    if (config.intake().open()) {
      LOG.warn(
          "anybody who reaches the port may hand in alerts, events and metrics: set {}",
          OutsideConfig.TOKEN);
    }
    routes.addTo(http);
  }

  /** Begins to ask. */
  void start() {
    promql.ifPresent(PromqlSource::start);
    usage.ifPresent(UsageSource::start);
  }

  @Override
  public void close() {
    usage.ifPresent(UsageSource::close);
    promql.ifPresent(PromqlSource::close);
    answers.shutdownNow();
    intake.close();
  }
}
