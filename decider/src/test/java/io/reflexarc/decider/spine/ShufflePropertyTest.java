package io.reflexarc.decider.spine;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Arbiter;
import io.reflexarc.decider.arbiter.BreakerTerms;
import io.reflexarc.decider.arbiter.Docket;
import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.fact.Told;
import io.reflexarc.decider.indicator.trend.TrendMemo;
import io.reflexarc.decider.judge.Judged;
import io.reflexarc.decider.rule.Fleet;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.window.Retention;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.decider.window.TargetWindows.Admission;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.PolicyParser;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Scrapes that come in another order within the grace lead to the same decisions, and a replay of
 * the same log to the same command ids.
 */
class ShufflePropertyTest {

  private static final int TRIES = 1_000;
  private static final String TARGET = "prod/shop/Deployment/checkout";
  private static final long START = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();
  private static final long SCRAPE = 10_000;
  private static final long TICK = 10_000;
  private static final long GRACE = 5_000;
  private static final int REQUESTS = 50;

  /** The scrape with which the new version takes over, of whose requests ten times as many fail. */
  private static final int RELEASE = 9;

  private static final Rule RULE = rule();
  private static final List<SeriesKey> KEYS =
      RULE.watches().stream().map(each -> each.key()).toList();

  @Property(tries = TRIES)
  void shouldDecideTheSameWhenScrapesAreShuffledWithinGrace(
      @ForAll @Size(min = 14, max = 26) List<@IntRange(min = 0, max = 20) Integer> failures,
      @ForAll long seed) {
    List<Object> inOrder = new Replay(failures, 0).told();
    assertThat(new Replay(failures, seed).told()).isEqualTo(inOrder);
    assertThat(new Replay(failures, 0).told()).isEqualTo(inOrder);
  }

  /** One playing of a log: how many requests fail of each scrape's, and how late each comes. */
  private static final class Replay {
    private final DecisionLoop loop =
        new DecisionLoop(TargetKey.parse(TARGET), new Terms(40_000, 60_000, 10_000, 30_000));
    private final Arbiter arbiter = new Arbiter(BreakerTerms.DEFAULT, new Docket());
    private final TargetWindows windows = new TargetWindows();
    private final TrendMemo memo = new TrendMemo();
    private final List<Object> told = new ArrayList<>();
    private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
    private final int scrapes;
    private TargetState state = TargetState.EMPTY;

    private record Arrival(long at, Scrape scrape) {}

    Replay(List<Integer> failures, long seed) {
      Random random = new Random(seed);
      List<Arrival> all = new ArrayList<>();
      double[] bad = new double[2];
      for (int i = 0; i < failures.size(); i++) {
        for (int pod = 0; pod < 2; pod++) {
          bad[pod] = (i == RELEASE ? 0 : bad[pod]) + failures.get(i) / (i < RELEASE ? 10 : 1);
          long at = START + i * SCRAPE + pod * 3_000L;
          long late = seed == 0 ? 0 : (long) (random.nextDouble() * (GRACE - 1));
          all.add(new Arrival(at + late, scrape(i, pod, at, bad[pod])));
        }
      }
      all.sort(Comparator.comparingLong(Arrival::at));
      arrivals.addAll(all);
      scrapes = failures.size();
    }

    private static Scrape scrape(int number, int pod, long at, double bad) {
      String version = number < RELEASE ? "v1" : "v2";
      double all = REQUESTS * (number < RELEASE ? number + 1 : number - RELEASE + 1);
      String name = version + "-" + pod;
      return new Scrape(name, name, version, at, null, Map.of(KEYS.get(0), bad, KEYS.get(1), all));
    }

    List<Object> told() {
      for (long now = START + TICK; now <= START + (scrapes + 2) * SCRAPE; now += TICK) {
        arrive(now);
        tick(now);
      }
      return told;
    }

    private void arrive(long now) {
      while (!arrivals.isEmpty() && arrivals.element().at() <= now) {
        Admission admission = windows.offer(arrivals.remove().scrape(), now - TICK - GRACE);
        assertThat(admission).isEqualTo(Admission.ACCEPTED);
      }
    }

    private void tick(long now) {
      windows.drain(now - GRACE, Retention.ofAll(3_600_000));
      Situation situation = situation(now);
      List<Judged> judged = new ArrayList<>();
      RULE.read(situation.look(situation.settled(), state))
          .forEach(reading -> judged.add(new Judged(RULE, reading)));
      take(loop.tick(state, situation, judged), situation, judged);
    }

    private void take(Decided decided, Situation situation, List<Judged> judged) {
      state = decided.state();
      told.addAll(decided.audit());
      decided.command().map(RemediationCommand::getId).ifPresent(told::add);
      for (Request request : decided.requests()) {
        arbiter
            .hear(0, request)
            .ifPresent(
                ruling -> take(loop.answered(state, situation, judged, ruling), situation, judged));
      }
    }

    private Situation situation(long now) {
      TargetFacts facts = new TargetFacts();
      return new Situation(
          fleet(now >= START + RELEASE * SCRAPE),
          windows,
          new Told(facts, now - GRACE),
          new Told(facts, now),
          START,
          memo,
          List.of(RULE),
          Map.of(),
          now);
    }
  }

  private static Fleet fleet(boolean released) {
    return new Fleet(
        WorkloadState.newBuilder()
            .setTarget(TARGET)
            .setUid("uid")
            .setGeneration(1)
            .setObservedGeneration(1)
            .setDesiredReplicas(2)
            .setUpdatedReplicas(2)
            .setReadyReplicas(2)
            .setVersions(
                List.of(version("v1", "1", released ? 0 : 2), version("v2", "2", released ? 2 : 0)))
            .setObservedAt(Instant.ofEpochMilli(START))
            .build());
  }

  private static VersionState version(String name, String revision, int replicas) {
    return VersionState.newBuilder()
        .setVersion(name)
        .setRevision(revision)
        .setObject(TARGET)
        .setTemplateHash(name)
        .setReplicas(replicas)
        .setReady(replicas)
        .setDesired(replicas)
        .setSince(Instant.ofEpochMilli(START + (name.equals("v1") ? -3_600_000 : RELEASE * SCRAPE)))
        .setUid("uid")
        .setGeneration(1)
        .setCurrent(replicas > 0)
        .build();
  }

  private static Rule rule() {
    return new Rule(
        PolicyParser.parseDocument(
                """
                apiVersion: reflexarc.io/v1alpha1
                kind: RemediationPolicy
                metadata: {name: errors, namespace: shop}
                spec:
                  mode: auto
                  target: {kind: Deployment, name: checkout}
                  symptom:
                    ratio:
                      bad: {metric: http_requests_total, where: {status: "5.."}}
                      total: {metric: http_requests_total}
                      window: 40s
                      unhealthyAbove: 10%
                      healthyBelow: 8%
                      minimumSamples: 50
                    for: 40s
                    recoverFor: 20s
                  ladder: [{action: rollback, verifyWithin: 1m}, {action: page}]
                """,
                1)
            .accepted()
            .orElseThrow());
  }
}
