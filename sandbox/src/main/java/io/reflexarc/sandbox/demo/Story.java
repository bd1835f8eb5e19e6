package io.reflexarc.sandbox.demo;

import io.reflexarc.sandbox.demo.Happening.Weight;
import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.sandbox.scenario.Phase;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The view model: what was heard so far, as a reader wants it. Records in, happenings, charts and
 * waits out. One thread.
 */
final class Story {

  private static final int MOST_HAPPENINGS = 500;

  /** A station stays lit so long after it did something, event time. */
  private static final Duration LIT = Duration.ofSeconds(45);

  private final Scenario scenario;
  private final Instant beganAt;
  private final double speed;
  private final Charts charts;
  private final Waits waits = new Waits();
  private final Narrator narrator = new Narrator();
  private final Repeats repeats = new Repeats();
  private final Deque<Happening> happenings = new ArrayDeque<>();
  private final Map<Lane, Instant> lastOf = new EnumMap<>(Lane.class);
  private @Nullable Instant faultAt;

  Story(Scenario scenario, Instant beganAt, double speed) {
    this.scenario = scenario;
    this.beganAt = beganAt;
    this.speed = speed;
    this.charts = new Charts(scenario.charts());
  }

  Instant beganAt() {
    return beganAt;
  }

  /** Takes a phase of the scenario. */
  Happening phase(Instant at, Phase phase) {
    if (phase.fault() && faultAt == null) {
      faultAt = at;
    }
    Weight weight = phase.fault() ? Weight.BAD : Weight.PLAIN;
    return keep(new Happening(at, Lane.CLUSTER, "phase", scenario.watch(), phase.says(), weight));
  }

  /** Takes what the cluster tells of itself. */
  Optional<Happening> cluster(Instant at, String object, String says) {
    return repeats
        .pass(new Happening(at, Lane.CLUSTER, "event", object, says, Weight.PLAIN))
        .map(this::keep);
  }

  /** Takes a record; answers with its line when there is one to show. */
  Optional<Happening> hear(Heard heard) {
    if (heard.value() instanceof MetricSamples samples) {
      charts.add(samples);
      return Optional.empty();
    }
    if (heard.value() instanceof PolicyRecord policy) {
      waits.policy(policy);
    } else if (heard.value() instanceof RemediationAudit audit) {
      waits.audit(audit);
    }
    return narrator.tell(heard).flatMap(repeats::pass).map(this::keep);
  }

  /** The picture of this moment. */
  Frame frame(Instant now) {
    return new Frame(
        scenario.title(),
        beganAt,
        now,
        scenario.until(),
        faultAt,
        speed,
        charts,
        List.copyOf(happenings),
        waits.now(),
        lit(now));
  }

  private Happening keep(Happening happening) {
    happenings.addLast(happening);
    if (happenings.size() > MOST_HAPPENINGS) {
      happenings.removeFirst();
    }
    lastOf.merge(happening.lane(), happening.at(), (a, b) -> a.isAfter(b) ? a : b);
    return happening;
  }

  private Set<Lane> lit(Instant now) {
    Set<Lane> lit = EnumSet.noneOf(Lane.class);
    lastOf.forEach(
        (lane, at) -> {
          if (Duration.between(at, now).compareTo(LIT) <= 0) {
            lit.add(lane);
          }
        });
    return lit;
  }
}
