package io.reflexarc.detector;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.reflexarc.detector.attribution.TargetLabels;
import io.reflexarc.detector.intake.IntakeSettings;
import io.reflexarc.detector.otlp.OtlpSettings;
import io.reflexarc.detector.promql.PromqlSettings;
import io.reflexarc.runtime.config.InvalidConfigException;
import io.reflexarc.runtime.config.Settings;
import io.reflexarc.runtime.config.Valid;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What a detector is told of other systems: those that hand in, and those that it asks.
 *
 * @param handIn whether others may hand in at all
 * @param intake how much, and who
 * @param alertLabels how alerts name their targets
 * @param otlp how much may be exported to us at once
 * @param usageInterval event time between two readings of what pods use; zero for none
 * @param promql what is asked of a server that speaks PromQL; empty for nothing
 */
public record OutsideConfig(
    boolean handIn,
    IntakeSettings intake,
    TargetLabels alertLabels,
    OtlpSettings otlp,
    Duration usageInterval,
    Optional<PromqlSettings> promql) {

  public static final String ENABLED = "detector.intake.enabled";
  public static final String TOKEN = "detector.intake.token";
  public static final String USER = "detector.intake.user";
  public static final String PASSWORD = "detector.intake.password";
  public static final String MAX_BYTES = "detector.intake.max.bytes";
  public static final String MAX_ITEMS = "detector.intake.max.items";
  public static final String PATIENCE = "detector.intake.patience";
  public static final String TARGETS = "detector.alerts.targets";
  public static final String CLUSTER_LABEL = "detector.alerts.cluster.label";
  public static final String NAMESPACE_LABEL = "detector.alerts.namespace.label";
  public static final String VERSION_LABEL = "detector.alerts.version.label";

  public static final String USAGE_INTERVAL = "detector.usage.interval";

  private static final List<String> DEFAULT_TARGETS =
      List.of(
          "Deployment=deployment",
          "StatefulSet=statefulset",
          "DaemonSet=daemonset",
          "Pod=pod",
          "Node=node");

  static void define(ConfigDef definition) {
    defineIntake(definition);
    definition.define(
        TARGETS,
        Type.LIST,
        DEFAULT_TARGETS,
        Valid.text("Kind=label, comma separated", OutsideConfig::checkTargets),
        MEDIUM,
        "Labels of alerts that name the target, by kind; the first that is present counts. A pod"
            + " counts for the workload that owns it.");
    label(definition, CLUSTER_LABEL, "cluster", "cluster; where it is absent our own is meant");
    label(definition, NAMESPACE_LABEL, "namespace", "namespace");
    label(definition, VERSION_LABEL, "version", "version");
    OtlpKeys.define(definition);
    PromqlKeys.define(definition);
    definition.define(
        USAGE_INTERVAL,
        Type.STRING,
        "30s",
        Valid.duration(Duration.ZERO, Duration.ofHours(1)),
        MEDIUM,
        "Event time between two readings of what pods use from metrics.k8s.io, where a policy or"
            + " detector.scrape.metrics asks for it; 0s for none.");
  }

  private static void defineIntake(ConfigDef definition) {
    definition.define(
        ENABLED,
        Type.BOOLEAN,
        true,
        MEDIUM,
        "Take in what other systems hand in: POST /v1/alerts, /v1/events and /v1/metrics.");
    definition.define(
        TOKEN, Type.PASSWORD, "", HIGH, "Bearer token to ask for of who hands in; empty for none.");
    definition.define(
        USER,
        Type.STRING,
        "",
        HIGH,
        "Name to ask for with basic authentication of who hands in; empty for none. Without a token"
            + " and a name, anybody who reaches the port may.");
    definition.define(PASSWORD, Type.PASSWORD, "", HIGH, "The password of that name.");
    definition.define(
        MAX_BYTES,
        Type.INT,
        1 << 20,
        Range.between(1_024, 16 << 20),
        LOW,
        "Longest body of alerts or events that is taken in, bytes.");
    definition.define(
        MAX_ITEMS,
        Type.INT,
        1_000,
        Range.between(1, 10_000),
        LOW,
        "Most alerts or events that are taken in with one body.");
    definition.define(
        PATIENCE,
        Type.STRING,
        "10s",
        Valid.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
        LOW,
        "Real time that taking in may last, until the brokers have it; then the answer is 503.");
  }

  static OutsideConfig from(Settings settings) {
    if (!settings.text(USER).isEmpty() && settings.secret(PASSWORD).isEmpty()) {
      throw new InvalidConfigException(
          List.of(PASSWORD + ": is missing beside " + USER + ", set it or leave out both"));
    }
    return new OutsideConfig(
        settings.flag(ENABLED),
        new IntakeSettings(
            settings.secret(TOKEN),
            settings.text(USER),
            settings.secret(PASSWORD),
            settings.integer(MAX_BYTES),
            settings.integer(MAX_ITEMS),
            settings.duration(PATIENCE)),
        new TargetLabels(
            settings.text(CLUSTER_LABEL),
            settings.text(NAMESPACE_LABEL),
            TargetLabels.kinds(settings.list(TARGETS)),
            settings.text(VERSION_LABEL)),
        OtlpKeys.from(settings),
        settings.duration(USAGE_INTERVAL),
        PromqlKeys.from(settings));
  }

  private static void label(ConfigDef definition, String key, String byDefault, String what) {
    definition.define(
        key,
        Type.STRING,
        byDefault,
        new ConfigDef.NonEmptyString(),
        LOW,
        "Label of alerts that names the " + what + ".");
  }

  /** A list comes here as its text: {@code [a, b]}. */
  private static void checkTargets(String written) {
    String inside = written.replaceAll("^\\[|\\]$", "");
    TargetLabels.kinds(
        inside.isBlank()
            ? List.of()
            : Arrays.stream(Pattern.compile(",").split(inside)).map(String::strip).toList());
  }
}
