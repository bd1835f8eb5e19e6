package io.reflexarc.detector;

import io.javalin.config.RoutesConfig;
import io.reflexarc.detector.alert.AlertmanagerFormat;
import io.reflexarc.detector.attribution.Locating;
import io.reflexarc.detector.cloudevent.CloudEventsFormat;
import io.reflexarc.detector.intake.Intake;
import io.reflexarc.detector.intake.IntakeFormat;
import io.reflexarc.detector.intake.IntakeRoutes;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to do with other systems than the cluster, wired. */
final class OutsideParts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutsideParts.class);

  private final boolean handIn;
  private final boolean open;
  private final Intake intake;
  private final IntakeRoutes routes;

  OutsideParts(
      DetectorConfig config,
      Locating locating,
      Publisher publisher,
      Partitioning partitioning,
      TimeSource time,
      StageMetrics metrics) {
    OutsideConfig outside = config.outside();
    this.handIn = outside.handIn();
    this.open = outside.intake().open();
    this.intake = new Intake(outside.intake(), locating, publisher, partitioning, time, metrics);
    Map<String, IntakeFormat> formats = new LinkedHashMap<>();
    formats.put(
        "/v1/alerts",
        new AlertmanagerFormat(
            config.common().cluster(), outside.alertLabels(), outside.intake().maxItems()));
    formats.put("/v1/events", new CloudEventsFormat(outside.intake().maxItems()));
    this.routes = new IntakeRoutes(intake, formats);
  }

  /** Serves those that hand in. */
  void addTo(RoutesConfig http) {
    if (!handIn) {
      return;
    }
    if (open) {
      LOG.warn(
          "anybody who reaches the port may hand in alerts and events: set {}",
          OutsideConfig.TOKEN);
    }
    routes.addTo(http);
  }

  @Override
  public void close() {
    intake.close();
  }
}
