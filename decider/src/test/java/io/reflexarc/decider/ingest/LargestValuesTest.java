package io.reflexarc.decider.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.trend.TrendMemo;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.rule.Fleet;
import io.reflexarc.decider.rule.Look;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.schemas.avro.Bucket;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Sample;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.PolicyParser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may come in at most adds up to numbers, whatever is made of them. */
class LargestValuesTest {

  private static final String TARGET = "prod/shop/Deployment/checkout";
  private static final long START = 1_760_000_000_000L;
  private static final int SCRAPES = 60;
  private static final int PODS = 8;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ratio: {bad: {metric: bad}, total: {metric: all}, unhealthyAbove: 1%,"
            + " versus: last-known-good}",
        "burnRate: {bad: {metric: bad}, total: {metric: all}, objective: 99%}",
        "latency: {metric: seconds, quantile: 99%, unhealthyAbove: 1s, versus: last-known-good}",
        "gauge: {metric: level, unhealthyAbove: 3}",
        "trend: {metric: level, limit: 5, exhaustionWithin: 1h, per: version}",
        "outlier: {ratio: {bad: {metric: bad}, total: {metric: all}}, floor: 1%}",
        "outlier: {gauge: {metric: level}, floor: 1}",
        "progress: {arrivals: {metric: bad}, completions: {metric: all}}"
      })
  void shouldJudgeByNumbers(String symptom) {
    // when
    List<Evidence> evidence =
        read(rule(symptom)).stream().flatMap(each -> each.evidence().stream()).toList();

    // then
    assertThat(evidence).isNotEmpty();
    assertThat(evidence)
        .flatExtracting(LargestValuesTest::numbers)
        .allSatisfy(number -> assertThat(number).isFinite());
  }

  @Test
  void shouldRefuseMore() {
    assertThat(mistake(Contract.LARGEST_VALUE)).isEqualTo("none");
    assertThat(mistake(-Contract.LARGEST_VALUE * 1.01)).contains("value of 'level' is -1.01E50");
  }

  private static String mistake(double value) {
    return Contract.check(TARGET, samples(0, START, List.of(level(value))), START, false)
        .orElse("none");
  }

  private static List<Double> numbers(Evidence evidence) {
    return Stream.of(evidence.getValue(), evidence.getBaseline(), evidence.getPValue())
        .filter(number -> number != null)
        .toList();
  }

  private static Rule rule(String symptom) {
    return new Rule(
        PolicyParser.parse(
                "shop",
                "large",
                1,
                "target: {kind: Deployment, name: checkout}\nsymptom:\n  "
                    + symptom
                    + "\nladder: [{action: page}]\n")
            .accepted()
            .orElseThrow());
  }

  private static List<Reading> read(Rule rule) {
    SampleSorter sorter = new SampleSorter(List.of(rule));
    TargetWindows windows = new TargetWindows();
    long at = START;
    for (int i = 0; i < SCRAPES; i++) {
      at += 15_000;
      for (int pod = 0; pod < PODS; pod++) {
        MetricSamples scrape = samples(pod, at, i % 2 * Contract.LARGEST_VALUE);
        assertThat(Contract.check(TARGET, scrape, at, false)).isEmpty();
        windows.offer(sorter.sort(scrape).scrape().orElseThrow(), Long.MIN_VALUE);
      }
      windows.drain(at, sorter.retention());
    }
    return rule.read(
        new Look(
            fleet(),
            windows,
            new TargetFacts(),
            START,
            Ledger.EMPTY,
            new TrendMemo(),
            at,
            Long.MIN_VALUE,
            at));
  }

  private static Fleet fleet() {
    return new Fleet(
        WorkloadState.newBuilder()
            .setTarget(TARGET)
            .setUid("uid")
            .setGeneration(1)
            .setObservedGeneration(1)
            .setDesiredReplicas(PODS)
            .setUpdatedReplicas(PODS)
            .setReadyReplicas(PODS)
            .setVersions(List.of(version("v2"), version("v1")))
            .setObservedAt(Instant.ofEpochMilli(START))
            .build());
  }

  private static VersionState version(String name) {
    return VersionState.newBuilder()
        .setVersion(name)
        .setRevision(name)
        .setObject(TARGET)
        .setTemplateHash(name)
        .setReplicas(PODS / 2)
        .setReady(PODS / 2)
        .setDesired(PODS / 2)
        .setSince(Instant.ofEpochMilli(START))
        .setCurrent(name.equals("v2"))
        .setUid("uid")
        .setGeneration(1)
        .build();
  }

  private static MetricSamples samples(int pod, long at, double value) {
    return samples(
        pod,
        at,
        List.of(
            counter("bad", value),
            counter("all", value),
            level(value),
            Sample.newBuilder()
                .setName("seconds")
                .setLabels(Map.of())
                .setKind(MetricKind.HISTOGRAM)
                .setValue(value)
                .setBuckets(List.of(new Bucket(0.5, value / 2), new Bucket(5.0, value)))
                .build()));
  }

  private static MetricSamples samples(int pod, long at, List<Sample> samples) {
    return MetricSamples.newBuilder()
        .setTarget(TARGET)
        .setPod("checkout-" + pod)
        .setPodUid("uid-" + pod)
        .setVersion(pod % 2 == 0 ? "v2" : "v1")
        .setSource("scrape")
        .setSampledAt(Instant.ofEpochMilli(at))
        .setSamples(samples)
        .build();
  }

  private static Sample level(double value) {
    return sample("level", MetricKind.GAUGE, value);
  }

  private static Sample counter(String name, double value) {
    return sample(name, MetricKind.COUNTER, value);
  }

  private static Sample sample(String name, MetricKind kind, double value) {
    return Sample.newBuilder()
        .setName(name)
        .setLabels(Map.of())
        .setKind(kind)
        .setValue(value)
        .build();
  }
}
