package io.reflexarc.decider;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.reflexarc.decider.arbiter.BreakerTerms;
import io.reflexarc.decider.spine.Terms;
import io.reflexarc.runtime.config.CommonConfig;
import io.reflexarc.runtime.config.ConfigLoader;
import io.reflexarc.runtime.config.Settings;
import io.reflexarc.runtime.config.Valid;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What the decider is told.
 *
 * @param common what every stage is told
 * @param settings the rest, for Kafka's clients
 * @param applicationId those who share it share the partitions
 * @param grace how late samples may come, event time
 * @param terms how long things take, event time
 * @param breaker when a breaker opens, and for how long
 * @param commitInterval real time between two transactions
 * @param stateDir folder of the local state
 * @param inMemory whether state is kept in memory alone
 * @param standbyReplicas copies of the state kept warm in other processes
 * @param sessionTimeout real time after which a silent process is taken for dead
 * @param transactionTimeout real time after which its open transaction is ended
 */
public record DeciderConfig(
    CommonConfig common,
    Settings settings,
    String applicationId,
    Duration grace,
    Terms terms,
    BreakerTerms breaker,
    Duration commitInterval,
    String stateDir,
    boolean inMemory,
    int standbyReplicas,
    Duration sessionTimeout,
    Duration transactionTimeout) {

  public static final String APPLICATION_ID = "decider.application.id";
  public static final String GRACE = "decider.grace";
  public static final String PROVEN_AFTER = "decider.proven.after";
  public static final String COMMAND_TTL = "decider.command.ttl";
  public static final String SETTLE = "decider.settle";
  public static final String OUTCOME_MARGIN = "decider.outcome.margin";
  public static final String COMMIT_INTERVAL_MS = "decider.commit.interval.ms";
  public static final String STATE_DIR = "decider.state.dir";
  public static final String STATE_IN_MEMORY = "decider.state.in.memory";
  public static final String STANDBY_REPLICAS = "decider.standby.replicas";
  public static final String SESSION_TIMEOUT_MS = "decider.session.timeout.ms";
  public static final String TRANSACTION_TIMEOUT_MS = "decider.transaction.timeout.ms";

  /** Every key there is, with its default, range and meaning. */
  public static ConfigDef definition() {
    ConfigDef definition = CommonConfig.definition();
    defineEventTime(definition);
    BreakerConfig.define(definition);
    return definition
        .define(
            APPLICATION_ID,
            Type.STRING,
            "",
            HIGH,
            "Name of the Streams application: those who share it share the partitions; empty for"
                + " <topic.prefix>decider. Changing it forgets all state.")
        .define(
            COMMIT_INTERVAL_MS,
            Type.INT,
            100,
            Range.between(5, 30_000),
            MEDIUM,
            "Real time between two transactions, milliseconds: a decision is seen after it.")
        .define(
            STATE_DIR,
            Type.STRING,
            "",
            MEDIUM,
            "Folder of the local state; empty for one under the system's temporary folder. What is"
                + " in it is restored from Kafka when it is lost.")
        .define(
            STATE_IN_MEMORY,
            Type.BOOLEAN,
            false,
            LOW,
            "Keep the local state in memory alone: for small state; all of it is restored from Kafka"
                + " at every start.")
        .define(
            STANDBY_REPLICAS,
            Type.INT,
            1,
            Range.between(0, 5),
            LOW,
            "Copies of the state that other processes keep warm, for a faster fail-over; a process"
                + " that is alone keeps none.")
        .define(
            SESSION_TIMEOUT_MS,
            Type.INT,
            3_000,
            Range.between(1_000, 300_000),
            LOW,
            "Real time after which a silent process is taken for dead, milliseconds. Raised to what"
                + " the brokers allow: their group.min.session.timeout.ms, 6000 unless they set"
                + " it.")
        .define(
            TRANSACTION_TIMEOUT_MS,
            Type.INT,
            10_000,
            Range.between(1_000, 60_000),
            LOW,
            "Real time after which the brokers end a transaction, milliseconds. Must be longer than"
                + " anything takes between two commits; others end that of a dead process sooner.");
  }

  private static void defineEventTime(ConfigDef definition) {
    ConfigDef.Validator upToAnHour = Valid.duration(Duration.ZERO, Duration.ofHours(1));
    definition
        .define(
            GRACE,
            Type.STRING,
            "2s",
            upToAnHour,
            MEDIUM,
            "How late samples may come, event time; later ones are counted and dropped. Decisions"
                + " are made over what is older.")
        .define(
            PROVEN_AFTER,
            Type.STRING,
            "5m",
            Valid.duration(Duration.ZERO, Duration.ofDays(7)),
            MEDIUM,
            "How long a version must be healthy without a break to be one that may be gone back"
                + " to, event time.")
        .define(
            COMMAND_TTL,
            Type.STRING,
            "5m",
            Valid.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            MEDIUM,
            "How long a command is valid, event time; that of a drain at least for its"
                + " verifyWithin.")
        .define(
            SETTLE,
            Type.STRING,
            "30s",
            upToAnHour,
            MEDIUM,
            "How long after an action evidence does not count yet, event time.")
        .define(
            OUTCOME_MARGIN,
            Type.STRING,
            "1m",
            upToAnHour,
            LOW,
            "How long after its expiry the outcome of a command is waited for before a human is"
                + " told, event time.");
  }

  /**
   * Reads what was loaded by {@link #definition}.
   *
   * @throws io.reflexarc.runtime.config.InvalidConfigException naming what is wrong
   */
  public static DeciderConfig from(Settings settings) {
    CommonConfig common = CommonConfig.of(settings);
    String id = settings.text(APPLICATION_ID);
    return new DeciderConfig(
        common,
        settings,
        id.isEmpty() ? common.topics().prefix() + "decider" : id,
        settings.duration(GRACE),
        new Terms(
            settings.duration(PROVEN_AFTER).toMillis(),
            settings.duration(COMMAND_TTL).toMillis(),
            settings.duration(SETTLE).toMillis(),
            settings.duration(OUTCOME_MARGIN).toMillis()),
        BreakerConfig.from(settings),
        Duration.ofMillis(settings.integer(COMMIT_INTERVAL_MS)),
        settings.text(STATE_DIR),
        settings.flag(STATE_IN_MEMORY),
        settings.integer(STANDBY_REPLICAS),
        Duration.ofMillis(settings.integer(SESSION_TIMEOUT_MS)),
        Duration.ofMillis(settings.integer(TRANSACTION_TIMEOUT_MS)));
  }

  /** The same with another timeout of the session. */
  DeciderConfig withSessionTimeout(Duration other) {
    return new DeciderConfig(
        common,
        settings,
        applicationId,
        grace,
        terms,
        breaker,
        commitInterval,
        stateDir,
        inMemory,
        standbyReplicas,
        other,
        transactionTimeout);
  }

  /** The same from plain values, such as a test's. */
  public static DeciderConfig of(Map<String, String> values) {
    return from(ConfigLoader.of(definition(), values));
  }
}
