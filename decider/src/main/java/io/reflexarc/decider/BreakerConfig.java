package io.reflexarc.decider;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.reflexarc.decider.arbiter.BreakerTerms;
import io.reflexarc.runtime.config.InvalidConfigException;
import io.reflexarc.runtime.config.Settings;
import io.reflexarc.runtime.config.Valid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** What the decider is told of its breakers. */
final class BreakerConfig {

  static final String TARGETS = "decider.breaker.targets";
  static final String FRACTION = "decider.breaker.fraction";
  static final String FAILURES = "decider.breaker.failures";
  static final String ACTIONS = "decider.breaker.actions";
  static final String WITHIN = "decider.breaker.within";
  static final String OPEN = "decider.breaker.open";
  static final String LONGEST = "decider.breaker.longest";

  private BreakerConfig() {}

  static void define(ConfigDef definition) {
    Duration week = Duration.ofDays(7);
    definition
        .define(
            TARGETS,
            Type.INT,
            BreakerTerms.DEFAULT.targets(),
            Range.between(1, 1_000_000),
            LOW,
            "So many unwell targets of a cluster at least open the breaker that holds all actions on"
                + " its nodes, or on everything else.")
        .define(
            FRACTION,
            Type.DOUBLE,
            BreakerTerms.DEFAULT.fraction(),
            Range.between(0.001, 1),
            MEDIUM,
            "And only if they are more than this share of the known ones; it closes by itself when"
                + " fewer than half of that are unwell.")
        .define(
            FAILURES,
            Type.INT,
            BreakerTerms.DEFAULT.failures(),
            Range.between(1, 100),
            LOW,
            "So many of the last actions that failed or did not heal open it too.")
        .define(
            ACTIONS,
            Type.INT,
            BreakerTerms.DEFAULT.actions(),
            Range.between(1, 100),
            LOW,
            "How many of the last actions are looked at.")
        .define(
            WITHIN,
            Type.STRING,
            "30m",
            Valid.duration(Duration.ofMinutes(1), week),
            LOW,
            "How far these may lie back, event time.")
        .define(
            OPEN,
            Type.STRING,
            "5m",
            Valid.duration(Duration.ofSeconds(1), week),
            MEDIUM,
            "How long it stays open before one action is tried, event time; twice as long each time"
                + " that this one does not heal.")
        .define(
            LONGEST,
            Type.STRING,
            "1h",
            Valid.duration(Duration.ofSeconds(1), week),
            LOW,
            "How long it stays open at most before another action is tried, event time.");
  }

  /**
   * Reads what was loaded by {@link #define}.
   *
   * @throws InvalidConfigException naming what contradicts
   */
  static BreakerTerms from(Settings settings) {
    List<String> mistakes = new ArrayList<>();
    if (settings.integer(FAILURES) > settings.integer(ACTIONS)) {
      mistakes.add(FAILURES + ": is more than " + ACTIONS);
    }
    if (settings.duration(OPEN).compareTo(settings.duration(LONGEST)) > 0) {
      mistakes.add(OPEN + ": is longer than " + LONGEST);
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidConfigException(mistakes);
    }
    return new BreakerTerms(
        settings.integer(TARGETS),
        settings.number(FRACTION),
        settings.integer(FAILURES),
        settings.integer(ACTIONS),
        settings.duration(WITHIN).toMillis(),
        settings.duration(OPEN).toMillis(),
        settings.duration(LONGEST).toMillis());
  }
}
