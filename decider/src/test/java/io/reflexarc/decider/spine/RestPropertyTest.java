package io.reflexarc.decider.spine;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.fact.TargetFacts.Settled;
import io.reflexarc.decider.fact.Told;
import io.reflexarc.decider.indicator.trend.TrendMemo;
import io.reflexarc.decider.rule.Fleet;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.window.Retention;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.SeriesKey.Use;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.decider.window.TargetWindows.Drained;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.PolicyParser;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever a target's life is, a tick at which it rests would have done nothing. */
class RestPropertyTest {

  private static final int TRIES = 300;
  private static final int SECONDS = 240;
  private static final long GRACE = 2_000;
  private static final long AHEAD = 5_000;
  private static final String TARGET = "prod/shop/Deployment/checkout";
  private static final long START = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();
  private static final Terms TERMS = new Terms(40_000, 60_000, 10_000, 30_000);
  private static final String REQUESTS =
      "bad: {metric: requests_total, where: {status: bad}}, total: {metric: requests_total}";

  private static final List<Rule> RULES =
      List.of(
          rule("ratio: {" + REQUESTS + ", window: 40s, unhealthyAbove: 10%, minimumSamples: 50}"),
          rule("burnRate: {" + REQUESTS + ", objective: 99%, minimumSamples: 10}"),
          rule("latency: {metric: seconds, quantile: 90%, window: 40s, unhealthyAbove: 1s}"),
          rule("gauge: {metric: depth, per: pod, window: 40s, unhealthyAbove: 90}"),
          rule("trend: {metric: depth, window: 1m, limit: 100, exhaustionWithin: 1m}"),
          rule("outlier: {ratio: {" + REQUESTS + "}, floor: 1%}"),
          rule("progress: {backlog: {metric: depth}, completions: {metric: requests_total}}"),
          rule("singleton: {metric: depth}"),
          rule("absence: {metric: depth, per: version, silentFor: 40s}"),
          rule("events: {type: crash, window: 30s, atLeast: 2}"),
          rule("condition: {type: sick, per: version, atLeast: 2}"),
          rule("alert: {name: Slow}"),
          rule(
              "all: [{gauge: {metric: depth, unhealthyAbove: 90}},"
                  + " {alert: {name: Slow, per: version}}]"));

  @Property(tries = TRIES)
  void shouldDoNothingAtATickWhenItRests(@ForAll long seed) {
    new Life(new Random(seed), RULES).live();
  }

  @Test
  void shouldRestMostOfTheTimeWhenItIsWell() {
    Life life = new Life(new Random(42), List.of(RULES.get(0), RULES.get(2), RULES.get(3)));
    life.trouble = 0;
    assertThat(life.live()).isGreaterThan(SECONDS / 2);
  }

  /** A target whose every tick is judged, and that knows when it need not have been. */
  private static final class Life {

    private final Random random;
    private final List<Rule> rules;
    private final DecisionLoop loop = new DecisionLoop(TargetKey.parse(TARGET), TERMS);
    private final TargetWindows windows = new TargetWindows();
    private final TargetFacts facts = new TargetFacts();
    private final TrendMemo memo = new TrendMemo();
    private final Readings readings = new Readings();
    private final Retention retention = Retention.ofAll(90_000);
    private final double[] counted = new double[3];
    private Map<String, Control> controls = Map.of();
    private Fleet fleet = fleet(2);
    private TargetState state = TargetState.EMPTY;
    private long heardSince = START;
    private long restsUntil = Rest.NONE;
    private double trouble;
    private int rested;

    Life(Random random, List<Rule> rules) {
      this.random = random;
      this.rules = rules;
      this.trouble = random.nextDouble() / 2;
    }

    int live() {
      for (int second = 1; second <= SECONDS; second++) {
        long now = START + second * 1_000L;
        comesIn(now);
        tick(now);
      }
      return rested;
    }

    private boolean troubled(double share) {
      return random.nextDouble() < trouble * share;
    }

    private void comesIn(long now) {
      for (int pod = 0; pod < 2; pod++) {
        if (random.nextInt(12) == 0) {
          scrape(pod, now - random.nextInt(1_500));
        }
      }
      if (troubled(0.1)) {
        fact(now + random.nextInt(9_000) - 4_000);
      }
      if (troubled(0.02)) {
        fleet = fleet(1 + random.nextInt(3));
        restsUntil = Rest.NONE;
      }
      if (troubled(0.02)) {
        controls = controls.isEmpty() ? Map.of("*", pause(now + random.nextInt(30_000))) : Map.of();
        restsUntil = Rest.NONE;
      }
      if (troubled(0.01)) {
        heardSince = now;
        restsUntil = Rest.NONE;
      }
    }

    private void scrape(int pod, long at) {
      double more = random.nextInt(200);
      counted[0] += more;
      counted[1] += troubled(1) ? more / 2 : 0;
      counted[2] += troubled(1) ? more / 2 : more;
      double level = troubled(1) ? 95 : random.nextInt(60);
      Map<SeriesKey, Double> values = new HashMap<>();
      for (Rule rule : rules) {
        for (Watch watch : rule.watches()) {
          values.putAll(values(watch, level));
        }
      }
      Scrape scrape = new Scrape("pod-" + pod, "pod-" + pod, "v1", at, null, values);
      if (windows.offer(scrape, at - GRACE) == TargetWindows.Admission.ACCEPTED) {
        restsUntil = Math.min(restsUntil, at + GRACE);
      }
    }

    private Map<SeriesKey, Double> values(Watch watch, double level) {
      SeriesKey key = watch.key();
      if (key.use() == Use.BUCKETS) {
        return Map.of(
            key.bucket(0.5), counted[2],
            key.bucket(2), counted[0],
            key.bucket(Double.POSITIVE_INFINITY), counted[0]);
      }
      double bad = watch.selector().where().isEmpty() ? counted[0] : counted[1];
      return Map.of(key, key.use() == Use.RATE ? bad : level);
    }

    private void fact(long at) {
      boolean instant = random.nextBoolean();
      Fact fact =
          new Fact(
              "id-" + random.nextInt(1_000),
              instant ? "crash" : random.nextBoolean() ? "sick" : "alert.firing",
              instant ? Phase.OCCURRED : random.nextBoolean() ? Phase.BEGAN : Phase.ENDED,
              at,
              at,
              "v1",
              new TreeMap<>(Map.of(Fact.POD, "pod-" + random.nextInt(3), "alertname", "Slow")));
      facts.offer(fact, at - 1);
      restsUntil = Rest.NONE;
    }

    private void tick(long now) {
      boolean rests = now < restsUntil;
      Drained drained = windows.drain(now - GRACE, retention);
      Settled settled = facts.settle(now - GRACE, 90_000, fact -> fact.type().equals("crash"));
      Situation situation = situation(now);
      Decided decided = loop.tick(state, situation, readings.of(situation, state));
      if (rests) {
        rested++;
        assertThat(drained.touched()).isEmpty();
        assertThat(drained.expired()).isEmpty();
        assertThat(settled.isEmpty()).isTrue();
        assertThat(decided.isNothing(state)).as("a tick at %s", now - START).isTrue();
        return;
      }
      long due = Math.min(windows.dueAt(retention), facts.dueAt());
      restsUntil = Rest.until(state, decided, situation, due, TERMS);
      state = decided.state();
    }

    private Situation situation(long now) {
      return new Situation(
          fleet,
          windows,
          new Told(facts, now - GRACE),
          new Told(facts.arrived(now + AHEAD), now),
          heardSince,
          memo,
          rules,
          controls,
          now);
    }
  }

  private static Control pause(long until) {
    return Control.newBuilder()
        .setScope("*")
        .setVerb(Verb.PAUSE)
        .setBy("anna")
        .setReason("release")
        .setUntil(Instant.ofEpochMilli(until))
        .setAt(Instant.ofEpochMilli(START))
        .build();
  }

  private static Fleet fleet(int replicas) {
    VersionState version =
        VersionState.newBuilder()
            .setVersion("v1")
            .setRevision("1")
            .setObject(TARGET)
            .setTemplateHash("v1")
            .setReplicas(replicas)
            .setReady(replicas)
            .setDesired(replicas)
            .setSince(Instant.ofEpochMilli(START - 3_600_000))
            .setUid("uid")
            .setGeneration(1)
            .setCurrent(true)
            .build();
    return new Fleet(
        WorkloadState.newBuilder()
            .setTarget(TARGET)
            .setUid("uid")
            .setGeneration(1)
            .setObservedGeneration(1)
            .setDesiredReplicas(replicas)
            .setUpdatedReplicas(replicas)
            .setReadyReplicas(replicas)
            .setVersions(List.of(version))
            .setObservedAt(Instant.ofEpochMilli(START))
            .build());
  }

  private static Rule rule(String symptom) {
    return new Rule(
        PolicyParser.parseDocument(
                """
                apiVersion: reflexarc.io/v1alpha1
                kind: RemediationPolicy
                metadata: {name: %s, namespace: shop}
                spec:
                  mode: auto
                  target: {kind: Deployment, name: checkout}
                  symptom:
                    %s
                  ladder: [{action: page}]
                """
                    .formatted("rule-" + Integer.toHexString(symptom.hashCode()), symptom),
                1)
            .accepted()
            .orElseThrow());
  }
}
