package io.reflexarc.actuator;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.action.patch.AllowedPaths;
import io.reflexarc.actuator.action.patch.Patch;
import io.reflexarc.actuator.action.rollback.Rollback;
import io.reflexarc.actuator.action.through.ArgoCd;
import io.reflexarc.actuator.cluster.ClusterSettings;
import io.reflexarc.actuator.owner.Owners;
import io.reflexarc.actuator.post.Endpoint;
import io.reflexarc.actuator.post.Endpoints;
import io.reflexarc.actuator.post.EndpointsFile;
import io.reflexarc.runtime.config.ClientRole;
import io.reflexarc.runtime.config.CommonConfig;
import io.reflexarc.runtime.config.ConfigLoader;
import io.reflexarc.runtime.config.InvalidConfigException;
import io.reflexarc.runtime.config.Settings;
import io.reflexarc.runtime.config.Valid;
import io.reflexarc.schemas.owner.DeliveryMark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What the actuator is told.
 *
 * @param common what every stage is told
 * @param settings the rest, for Kafka's clients
 * @param group consumer group; those who share it share the work
 * @param instance name of this process among them; empty to have one made of host and process
 * @param parallelism commands that are worked on at the same moment
 * @param queue commands that are in hand at once, waiting or retrying included
 * @param requestTimeout real time for one request to the API server
 * @param controlsTimeout real time to make sure of what humans have ordered
 * @param transactionTimeout real time after which the broker ends an unfinished transaction
 * @param dryRun whether to show only what would be done
 * @param cluster how to reach the API server
 * @param namespace the only namespace it may act in, empty for all
 * @param owners those whose fields are left alone
 * @param lookAfter how long an effect is looked after, event time
 * @param endpoints those outside the cluster who are told
 * @param paged those of them who are told of what is escalated
 * @param actions names of the actions that are enabled, with commas
 */
public record ActuatorConfig(
    CommonConfig common,
    Settings settings,
    String group,
    String instance,
    int parallelism,
    int queue,
    Duration requestTimeout,
    Duration controlsTimeout,
    Duration transactionTimeout,
    boolean dryRun,
    ClusterSettings cluster,
    String namespace,
    Owners owners,
    Duration lookAfter,
    Endpoints endpoints,
    List<Endpoint> paged,
    String actions) {

  /**
   * What is done to workloads themselves, their pods and their autoscalers. What reaches further
   * (nodes, Services, routes, ConfigMaps, systems outside) or sets any field is for people to
   * enable.
   */
  public static final String DEFAULT_ACTIONS =
      "rollback,restartPod,restartWorkload,quarantinePod,fenceLeader,pauseRollout,scale,freezeAutoscaler";

  public static final String GROUP = "actuator.group";
  public static final String INSTANCE = "actuator.instance";
  public static final String PARALLELISM = "actuator.parallelism";
  public static final String QUEUE = "actuator.queue";
  public static final String REQUEST_TIMEOUT = "actuator.request.timeout";
  public static final String CONTROLS_TIMEOUT = "actuator.controls.timeout";
  public static final String TRANSACTION_TIMEOUT = "actuator.transaction.timeout";
  public static final String DRY_RUN = "actuator.dry.run";
  public static final String OWNERS = "actuator.owners";
  public static final String LOOK_AFTER = "actuator.look.after";
  public static final String ENDPOINTS = "actuator.endpoints";
  public static final String PAGE_ENDPOINTS = "actuator.page.endpoints";
  public static final String KUBECONFIG = "kubernetes.kubeconfig";
  public static final String CONTEXT = "kubernetes.context";
  public static final String NAMESPACE = "kubernetes.namespace";

  /** Every key there is, with its default, range and meaning. */
  public static ConfigDef definition() {
    ConfigDef.Validator io = Valid.duration(Duration.ofMillis(100), Duration.ofMinutes(1));
    return CommonConfig.definition()
        .define(
            GROUP,
            Type.STRING,
            "",
            MEDIUM,
            "Consumer group; empty for reflexarc-actuator-<cluster.name>. One group a cluster.")
        .define(
            INSTANCE,
            Type.STRING,
            "",
            LOW,
            "Name of this process within the group, never shared by two that run; empty for one"
                + " made of host and process.")
        .define(
            PARALLELISM,
            Type.INT,
            16,
            Range.between(1, 256),
            MEDIUM,
            "Commands that are worked on at the same moment, each on another target.")
        .define(
            QUEUE,
            Type.INT,
            256,
            Range.between(1, 10_000),
            LOW,
            "Commands in hand at once, waiting and retrying ones included; when it is full, no"
                + " more are fetched.")
        .define(
            REQUEST_TIMEOUT,
            Type.STRING,
            "5s",
            io,
            MEDIUM,
            "Real time for the answer to one request to the API server; a write without an answer"
                + " is looked for, not repeated.")
        .define(
            CONTROLS_TIMEOUT,
            Type.STRING,
            "5s",
            io,
            LOW,
            "Real time to make sure, before each write, that no pause was ordered; without that"
                + " nothing is written.")
        .define(
            TRANSACTION_TIMEOUT,
            Type.STRING,
            "5s",
            io,
            LOW,
            "Real time after which the broker ends the unfinished transaction of a process that"
                + " has died.")
        .define(
            Actions.ENABLED,
            Type.STRING,
            DEFAULT_ACTIONS,
            HIGH,
            "Names of the actions that are enabled, with commas, or * for all; what takes one back is"
                + " enabled with it. The rights for them: ./reflexarc actuator --print-rbac.")
        .define(
            Patch.PATHS,
            Type.STRING,
            "",
            Valid.text("JSON pointers below /spec, with commas", AllowedPaths::parse),
            MEDIUM,
            "JSON pointers of the fields that patch may set, with commas; * is any one step. Empty"
                + " allows none.")
        .define(
            ArgoCd.HOME,
            Type.STRING,
            DeliveryMark.ARGO_CD_HOME,
            LOW,
            "Namespace of the Applications of Argo CD whose marks on workloads do not tell it.")
        .define(
            Rollback.CAPACITY_TIMEOUT,
            Type.STRING,
            "2m",
            Valid.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            MEDIUM,
            "Event time for the stable half of a canary pair to become ready, before its canary is"
                + " scaled down.")
        .define(
            DRY_RUN,
            Type.BOOLEAN,
            false,
            HIGH,
            "Have the API server check every write and keep none; commands end as held by the gate"
                + " dry-run.")
        .define(
            OWNERS,
            Type.LIST,
            Owners.DEFAULT.words(),
            Valid.list(Owners.KNOWN, Owners::named),
            MEDIUM,
            "Those who manage objects from elsewhere and whose fields are left alone; a command that"
                + " would change one is held by the gate owned.")
        .define(
            LOOK_AFTER,
            Type.STRING,
            "5m",
            Valid.duration(Duration.ofSeconds(10), Duration.ofHours(1)),
            LOW,
            "Event time for which an effect is looked after: somebody who sets it back is told of"
                + " once.")
        .define(
            ENDPOINTS,
            Type.STRING,
            "",
            Valid.text("path of a file, or empty", ActuatorConfig::endpoints),
            MEDIUM,
            "Path of a YAML file of those outside the cluster who are told, by the action webhook or"
                + " of pages; empty for none.")
        .define(
            PAGE_ENDPOINTS,
            Type.LIST,
            "",
            Valid.list("names of endpoints", names -> {}),
            HIGH,
            "Names of the endpoints that are told of what is escalated to humans, and when it is"
                + " over; empty to page nobody.")
        .define(
            KUBECONFIG,
            Type.STRING,
            "",
            HIGH,
            "Path of a kubeconfig; empty for what the environment tells, such as a pod's service"
                + " account.")
        .define(CONTEXT, Type.STRING, "", MEDIUM, "Context in the kubeconfig; empty for its own.")
        .define(
            NAMESPACE, Type.STRING, "", MEDIUM, "The only namespace to work in; empty for all.");
  }

  /**
   * Reads what was loaded by {@link #definition}.
   *
   * @throws InvalidConfigException naming what is wrong
   */
  public static ActuatorConfig from(Settings settings) {
    CommonConfig common = CommonConfig.of(settings);
    String group = settings.text(GROUP);
    Endpoints endpoints = endpoints(settings.text(ENDPOINTS));
    Duration requestTimeout = settings.duration(REQUEST_TIMEOUT);
    return new ActuatorConfig(
        common,
        settings,
        group.isEmpty() ? "reflexarc-actuator-" + common.cluster() : group,
        settings.text(INSTANCE),
        settings.integer(PARALLELISM),
        settings.integer(QUEUE),
        requestTimeout,
        settings.duration(CONTROLS_TIMEOUT),
        settings.duration(TRANSACTION_TIMEOUT),
        settings.flag(DRY_RUN),
        new ClusterSettings(
            settings.text(KUBECONFIG), settings.text(CONTEXT), requestTimeout, version()),
        settings.text(NAMESPACE),
        Owners.named(settings.list(OWNERS)),
        settings.duration(LOOK_AFTER),
        endpoints,
        paged(settings.list(PAGE_ENDPOINTS), endpoints),
        settings.text(Actions.ENABLED));
  }

  private static List<Endpoint> paged(List<String> names, Endpoints endpoints) {
    List<Endpoint> found = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    for (String name : names) {
      if (!name.isEmpty()) {
        endpoints
            .find(name)
            .ifPresentOrElse(
                found::add,
                () ->
                    mistakes.add(
                        PAGE_ENDPOINTS
                            + ": '"
                            + name
                            + "' is not in "
                            + ENDPOINTS
                            + ", available: "
                            + String.join(", ", endpoints.names())));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidConfigException(mistakes);
    }
    return List.copyOf(found);
  }

  private static Endpoints endpoints(String file) {
    return file.isEmpty() ? Endpoints.NONE : EndpointsFile.read(Path.of(file));
  }

  /** The same from plain values, such as a test's. */
  public static ActuatorConfig of(Map<String, String> values) {
    return from(ConfigLoader.of(definition(), values));
  }

  /** What actions are configured with. */
  private Map<String, String> forActions() {
    return Map.of(
        Rollback.CAPACITY_TIMEOUT,
        settings.text(Rollback.CAPACITY_TIMEOUT),
        Patch.PATHS,
        settings.text(Patch.PATHS),
        ArgoCd.HOME,
        settings.text(ArgoCd.HOME));
  }

  /**
   * The actions that are enabled, configured.
   *
   * @throws InvalidConfigException naming one that is not there
   */
  Actions enabled() {
    try {
      return Actions.installed(forActions()).only(actions);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigException(List.of(String.valueOf(e.getMessage())));
    }
  }

  /** What every Kafka client of a role begins with. */
  Map<String, Object> client(ClientRole role) {
    return settings.kafkaClient(role);
  }

  private static String version() {
    return Objects.requireNonNullElse(
        ActuatorConfig.class.getPackage().getImplementationVersion(), "development");
  }
}
