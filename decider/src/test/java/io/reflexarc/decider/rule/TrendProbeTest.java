package io.reflexarc.decider.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.trend.TrendMemo;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.window.Retention;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.schemas.avro.KnownGood;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.PolicyParser;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrendProbeTest {

  private static final String TARGET = "prod/shop/Deployment/checkout";
  private static final long END = 1_200_000;
  private static final Rule RULE = rule();

  private final TargetWindows windows = new TargetWindows();

  @Test
  void shouldCompareWithTheKnownGoodVersionThoughAnotherIsLarger() {
    // given a version that leaks beside one that leaks as well and one that does not
    climbing("v1", 30_000);
    climbing("v2", 0);
    climbing("v3", 30_000);
    // then
    assertThat(baseline(reading("v3", "v2", version("v1", 5), version("v2", 2), version("v3", 2))))
        .isEqualTo("v2");
    assertThat(
            reading("v3", "v2", version("v1", 5), version("v2", 2), version("v3", 2)).comparison())
        .isEqualTo(Comparison.WORSE);
  }

  @Test
  void shouldCompareWithTheLargestWhenNoneIsKnownToBeGood() {
    // given
    climbing("v1", 0);
    climbing("v2", 0);
    climbing("v3", 30_000);
    // then
    assertThat(baseline(reading("v3", "", version("v1", 1), version("v2", 4), version("v3", 2))))
        .isEqualTo("v2");
  }

  private void climbing(String version, double perScrape) {
    SeriesKey key = RULE.watches().get(0).key();
    for (long at = 0; at <= END; at += 10_000) {
      windows.offer(
          new Scrape(version, version, version, at, 0L, Map.of(key, 1e7 + perScrape * at / 1e3)),
          Long.MIN_VALUE);
    }
    windows.drain(END, Retention.ofAll(86_400_000));
  }

  private static String baseline(Reading reading) {
    return reading.evidence().stream()
        .filter(each -> each.getUnit().equals("bytes/s"))
        .map(each -> String.valueOf(each.getBaselineVersion()))
        .findFirst()
        .orElseThrow();
  }

  private Reading reading(String version, String good, VersionState... versions) {
    Fleet fleet =
        new Fleet(
            WorkloadState.newBuilder()
                .setTarget(TARGET)
                .setUid("uid")
                .setGeneration(1)
                .setObservedGeneration(1)
                .setDesiredReplicas(9)
                .setUpdatedReplicas(9)
                .setReadyReplicas(9)
                .setVersions(Arrays.asList(versions))
                .setLastKnownGood(
                    List.of(
                        KnownGood.newBuilder()
                            .setObject(TARGET)
                            .setVersion(good)
                            .setRevision(good)
                            .setEvidence("a human says so")
                            .build()))
                .setObservedAt(Instant.EPOCH)
                .build());
    Look look =
        new Look(
            fleet,
            windows,
            new TargetFacts(),
            0,
            Ledger.EMPTY,
            new TrendMemo(),
            END,
            Long.MIN_VALUE,
            END);
    return RULE.read(look).stream()
        .filter(each -> each.version().equals(version))
        .findFirst()
        .orElseThrow();
  }

  private static VersionState version(String name, int replicas) {
    return VersionState.newBuilder()
        .setVersion(name)
        .setRevision(name)
        .setObject(TARGET)
        .setTemplateHash(name)
        .setReplicas(replicas)
        .setReady(replicas)
        .setSince(Instant.EPOCH)
        .setMemoryLimitBytes(100_000_000L)
        .build();
  }

  private static Rule rule() {
    return new Rule(
        PolicyParser.parseDocument(
                """
                apiVersion: reflexarc.io/v1alpha1
                kind: RemediationPolicy
                metadata: {name: memory, namespace: shop}
                spec:
                  target: {kind: Deployment, name: checkout}
                  symptom:
                    trend:
                      metric: process_resident_memory_bytes
                      window: 15m
                      limit: memory-limit
                      exhaustionWithin: 1h
                    for: 15m
                  ladder: [{action: page}]
                """,
                1)
            .accepted()
            .orElseThrow());
  }
}
