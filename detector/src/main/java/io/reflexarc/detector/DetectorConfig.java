package io.reflexarc.detector;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.reflexarc.detector.exposition.ExpositionLimits;
import io.reflexarc.detector.scrape.ScraperSettings;
import io.reflexarc.detector.watch.ClusterConnection;
import io.reflexarc.runtime.config.CommonConfig;
import io.reflexarc.runtime.config.ConfigLoader;
import io.reflexarc.runtime.config.Settings;
import io.reflexarc.runtime.config.Valid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/**
 * What a detector is told.
 *
 * @param common what every stage is told
 * @param settings the rest, for Kafka's clients
 * @param group consumer group; those who share it share the partitions
 * @param scraper how pods are measured
 * @param throughApiServer whether pods are reached through the API server
 * @param metrics names of metrics that are published though no policy asks for them
 * @param tickHold how far behind the present a tick may stay for a scrape, event time
 * @param horizon how much of a partition's log is read back when it is taken over, event time
 * @param stableAfter how long a container must run to have left its crash loop, event time
 * @param policiesDirectory a directory of policy files
 * @param cluster how to reach the API server
 */
public record DetectorConfig(
    CommonConfig common,
    Settings settings,
    String group,
    ScraperSettings scraper,
    boolean throughApiServer,
    List<String> metrics,
    Duration tickHold,
    Duration horizon,
    Duration stableAfter,
    Optional<Path> policiesDirectory,
    ClusterConnection cluster) {

  public static final String GROUP = "detector.group";
  public static final String SCRAPE_INTERVAL = "detector.scrape.interval";
  public static final String SCRAPE_TIMEOUT = "detector.scrape.timeout";
  public static final String SCRAPE_CONCURRENCY = "detector.scrape.concurrency";
  public static final String SCRAPE_VIA = "detector.scrape.via";
  public static final String SCRAPE_METRICS = "detector.scrape.metrics";
  public static final String SCRAPE_SELECTORS = "detector.scrape.selectors.file";
  public static final String TICK_HOLD = "detector.tick.hold";
  public static final String REPLAY_HORIZON = "detector.replay.horizon";
  public static final String CRASH_LOOP_STABLE = "detector.crash.loop.stable";
  public static final String POLICIES_DIR = "detector.policies.dir";
  public static final String REQUEST_TIMEOUT = "detector.request.timeout";
  public static final String KUBECONFIG = "kubernetes.kubeconfig";
  public static final String CONTEXT = "kubernetes.context";
  public static final String NAMESPACE = "kubernetes.namespace";

  private static final String VIA_POD = "pod-ip";
  private static final String VIA_API = "api-proxy";

  /** Every key there is, with its default, range and meaning. */
  public static ConfigDef definition() {
    ConfigDef definition = CommonConfig.definition();
    text(
        definition,
        GROUP,
        "",
        MEDIUM,
        "Consumer group; empty for reflexarc-detector-<cluster.name>. One group a cluster.");
    duration(
        definition,
        SCRAPE_INTERVAL,
        "15s",
        Duration.ofSeconds(1),
        Duration.ofHours(1),
        "Event time between two scrapes of a pod.");
    duration(
        definition,
        SCRAPE_TIMEOUT,
        "5s",
        Duration.ofMillis(10),
        Duration.ofMinutes(1),
        "Real time for one scrape.");
    definition.define(
        SCRAPE_CONCURRENCY,
        Type.INT,
        32,
        Range.between(1, 1_000),
        LOW,
        "Most pods that are scraped at the same moment.");
    definition.define(
        SCRAPE_VIA,
        Type.STRING,
        VIA_POD,
        ValidString.in(VIA_POD, VIA_API),
        MEDIUM,
        "How pods are reached: pod-ip at their own address, api-proxy through the API server.");
    definition.define(
        SCRAPE_METRICS,
        Type.LIST,
        List.of(),
        MEDIUM,
        "Metrics that are published though no policy asks for them; a star at the end stands for"
            + " anything.");
    text(
        definition,
        SCRAPE_SELECTORS,
        "",
        MEDIUM,
        "File of further endpoints to scrape, chosen by the pods' labels, beside those that"
            + " annotations name; read again when it changes; empty for none.");
    duration(
        definition,
        TICK_HOLD,
        "5s",
        Duration.ZERO,
        Duration.ofMinutes(10),
        "Event time that a tick may stay behind the present, to wait for scrapes under way.");
    duration(
        definition,
        REPLAY_HORIZON,
        "1h",
        Duration.ofMinutes(1),
        Duration.ofDays(7),
        "Event time of a partition's facts that are read back when it is taken over.");
    duration(
        definition,
        CRASH_LOOP_STABLE,
        "5m",
        Duration.ofSeconds(10),
        Duration.ofHours(24),
        "Event time that a container must run to have left its crash loop.");
    text(
        definition,
        POLICIES_DIR,
        "",
        MEDIUM,
        "Directory of policy files, beside the custom resources; empty for none.");
    duration(
        definition,
        REQUEST_TIMEOUT,
        "10s",
        Duration.ofMillis(100),
        Duration.ofMinutes(5),
        "Real time for one request to the API server.");
    text(
        definition,
        KUBECONFIG,
        "",
        HIGH,
        "Path of a kubeconfig; empty for what the environment tells, such as a pod's service"
            + " account.");
    text(definition, CONTEXT, "", MEDIUM, "Context in the kubeconfig; empty for its own.");
    text(definition, NAMESPACE, "", MEDIUM, "The only namespace to work in; empty for all.");
    return definition;
  }

  /**
   * Reads what was loaded by {@link #definition}.
   *
   * @throws io.reflexarc.runtime.config.InvalidConfigException naming what is wrong
   */
  public static DetectorConfig from(Settings settings) {
    CommonConfig common = CommonConfig.of(settings);
    String group = settings.text(GROUP);
    String directory = settings.text(POLICIES_DIR);
    String selectors = settings.text(SCRAPE_SELECTORS);
    return new DetectorConfig(
        common,
        settings,
        group.isEmpty() ? "reflexarc-detector-" + common.cluster() : group,
        new ScraperSettings(
            settings.duration(SCRAPE_INTERVAL),
            settings.duration(SCRAPE_TIMEOUT),
            settings.integer(SCRAPE_CONCURRENCY),
            ExpositionLimits.DEFAULT,
            selectors.isEmpty() ? Optional.empty() : Optional.of(Path.of(selectors))),
        settings.text(SCRAPE_VIA).equals(VIA_API),
        settings.list(SCRAPE_METRICS),
        settings.duration(TICK_HOLD),
        settings.duration(REPLAY_HORIZON),
        settings.duration(CRASH_LOOP_STABLE),
        directory.isEmpty() ? Optional.empty() : Optional.of(Path.of(directory)),
        new ClusterConnection(
            settings.text(KUBECONFIG),
            settings.text(CONTEXT),
            settings.text(NAMESPACE),
            settings.duration(REQUEST_TIMEOUT)));
  }

  /** The same from plain values, such as a test's. */
  public static DetectorConfig of(Map<String, String> values) {
    return from(ConfigLoader.of(definition(), values));
  }

  private static void text(
      ConfigDef definition,
      String key,
      String byDefault,
      ConfigDef.Importance importance,
      String meaning) {
    definition.define(key, Type.STRING, byDefault, importance, meaning);
  }

  private static void duration(
      ConfigDef definition,
      String key,
      String byDefault,
      Duration least,
      Duration most,
      String meaning) {
    definition.define(key, Type.STRING, byDefault, Valid.duration(least, most), MEDIUM, meaning);
  }
}
