package io.reflexarc.actuator.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.runtime.logs.LogKeys;
import io.reflexarc.runtime.metrics.FlowCounters;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Counts what became of commands, and logs it, a line each. {@code received = published + dropped +
 * dead-lettered}, where published means told of in the audit.
 */
public final class Tally {

  private static final Logger LOG = LoggerFactory.getLogger(Tally.class);

  private final FlowCounters commands;
  private final MeterRegistry registry;
  private final StageMetrics metrics;
  private final Counter extraTurns;

  public Tally(StageMetrics metrics) {
    this.metrics = metrics;
    this.registry = metrics.registry();
    this.commands = metrics.flow("commands");
    this.extraTurns = registry.counter(metrics.name("turns.extra"));
  }

  /** A record came in that nobody has told of. */
  public void received() {
    commands.received();
  }

  /** It could not be read, or broke its contract. */
  public void deadLettered() {
    commands.deadLettered("poison");
  }

  /** It was left to somebody else. */
  public void dropped(String reason) {
    commands.dropped(reason);
  }

  /** Its outcome is committed. */
  public void told(Report report) {
    commands.published();
    extraTurns.increment(report.turns() - 1.0);
    String outcome = word(report.outcome());
    registry
        .counter(metrics.name("outcomes"), "outcome", outcome, "action", action(report))
        .increment();
    Duration sinceIssue = Duration.between(report.command().getIssuedAt(), report.at());
    Timer.builder(metrics.name("issued.to.outcome"))
        .description("Event time from the decision to the outcome.")
        .tag("outcome", outcome)
        .register(registry)
        .record(sinceIssue.isNegative() ? Duration.ZERO : sinceIssue);
    log(report, outcome);
  }

  /** Its effect did not stay, and that is committed. */
  public void sequel(Report report) {
    registry.counter(metrics.name("set.back"), "action", report.command().getAction()).increment();
    log(report, word(report.outcome()));
  }

  private static void log(Report report, String outcome) {
    RemediationCommand command = report.command();
    try (MDC.MDCCloseable target = LogKeys.with(LogKeys.TARGET, command.getTarget());
        MDC.MDCCloseable incident = LogKeys.with(LogKeys.INCIDENT, command.getIncidentId());
        MDC.MDCCloseable id = LogKeys.with(LogKeys.COMMAND, command.getId())) {
      LOG.info(
          "{} {}: {}, {} turns",
          command.getAction(),
          outcome,
          report.outcome().reason(),
          report.turns());
    }
  }

  /** Actions that are not known here would make as many series as somebody sends names. */
  private static String action(Report report) {
    return report.outcome() instanceof Outcome.Refused ? "refused" : report.command().getAction();
  }

  static String word(Outcome outcome) {
    return outcome
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
