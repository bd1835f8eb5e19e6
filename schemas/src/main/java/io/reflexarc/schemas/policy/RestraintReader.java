package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code spec.restraint}. */
final class RestraintReader {

  static final int MAX_ITEMS = 10;
  static final int MOST_ACTIONS = 1_000;
  static final int LONGEST_CRON = 100;
  static final Duration SECOND = Duration.ofSeconds(1);
  static final Duration WEEK = Duration.ofDays(7);
  static final Pattern CRON = Pattern.compile("[-0-9A-Za-z*/,?# ]{9,100}");
  private static final String CRON_WHAT = "a cron expression, write one such as \"0 18 * * FRI\"";

  private RestraintReader() {}

  static Optional<Restraint> read(Fields fields) {
    Restraint otherwise = Restraint.DEFAULT;
    Optional<Duration> cooldown =
        fields.or("cooldown", otherwise.cooldown(), Scalars.duration(Duration.ZERO, WEEK));
    List<RateLimit> limits = fields.has("limit") ? limits(fields) : otherwise.limits();
    List<Blackout> blackouts = new ArrayList<>();
    fields
        .items("blackouts", MAX_ITEMS)
        .forEach((path, item) -> blackout(path, item, fields).ifPresent(blackouts::add));
    Set<Hold> holds = fields.has("holdWhile") ? holds(fields) : otherwise.holdWhile();
    return fields.finish()
        ? Optional.of(new Restraint(cooldown.orElseThrow(), limits, blackouts, holds))
        : Optional.empty();
  }

  private static Set<Hold> holds(Fields restraint) {
    return Set.copyOf(restraint.values("holdWhile", MAX_ITEMS, Scalars.word(Hold.class, Set.of())));
  }

  private static List<RateLimit> limits(Fields restraint) {
    List<RateLimit> limits = new ArrayList<>();
    restraint
        .items("limit", MAX_ITEMS)
        .forEach((path, item) -> limit(path, item, restraint).ifPresent(limits::add));
    return limits;
  }

  private static Optional<RateLimit> limit(String path, JsonNode item, Fields restraint) {
    Fields fields = Fields.of(path, "{count: 1, per: 1h}", item, restraint.mistakes());
    Optional<Long> count = fields.required("count", Scalars.wholeNumber(1, MOST_ACTIONS), "1");
    Optional<Duration> per = fields.required("per", Scalars.duration(SECOND, WEEK), "1h");
    Optional<LimitScope> scope =
        fields.or("scope", LimitScope.TARGET, Scalars.word(LimitScope.class, Set.of()));
    return fields.finish()
        ? Optional.of(
            new RateLimit(count.orElseThrow().intValue(), per.orElseThrow(), scope.orElseThrow()))
        : Optional.empty();
  }

  private static Optional<Blackout> blackout(String path, JsonNode item, Fields restraint) {
    Fields fields =
        Fields.of(path, "{cron: \"0 18 * * FRI\", duration: 60h}", item, restraint.mistakes());
    Optional<String> cron = fields.required("cron", RestraintReader::cron, "\"0 18 * * FRI\"");
    Optional<Duration> duration =
        fields.required("duration", Scalars.duration(SECOND, Blackout.MAX_DURATION), "60h");
    Optional<ZoneId> timezone = fields.or("timezone", ZoneId.of("UTC"), Scalars.timezone());
    return fields.finish()
        ? Optional.of(
            new Blackout(cron.orElseThrow(), duration.orElseThrow(), timezone.orElseThrow()))
        : Optional.empty();
  }

  /** A cron expression that comes at some time. */
  private static String cron(JsonNode node) throws WrongValue {
    String cron = Scalars.text(CRON, LONGEST_CRON, CRON_WHAT).read(node);
    try {
      if (!new Blackout(cron, SECOND, ZoneId.of("UTC")).everBegins(Instant.EPOCH)) {
        throw new WrongValue(cron + " never comes, write another time");
      }
      return cron;
    } catch (IllegalArgumentException e) {
      throw new WrongValue(
          cron + " is not " + CRON_WHAT + ": " + Shown.sentence(String.valueOf(e.getMessage())));
    }
  }
}
