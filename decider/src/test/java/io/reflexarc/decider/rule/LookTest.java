package io.reflexarc.decider.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.indicator.Part;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.trend.TrendMemo;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Retention;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.SeriesKey.Use;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.decider.window.Values;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.Per;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookTest {

  private static final String TARGET = "prod/shop/Deployment/checkout";
  private static final SeriesKey KEY = SeriesKey.of(Use.RATE, "requests_total{}", 300_000);
  private final TargetWindows windows = new TargetWindows();

  @Test
  void shouldForgetAPodThatIsSilentWhenAsManyAsThereAreSpeak() {
    // given
    scraped("old", 0, 300_000);
    scraped("a", 0, 600_000);
    scraped("b", 310_000, 600_000);
    // then
    assertThat(look(2).present("v1")).extracting(Instance::pod).containsExactly("a", "b");
  }

  @Test
  void shouldKeepASilentPodWhenItMayStillBeThere() {
    // given
    scraped("silent", 0, 300_000);
    scraped("a", 0, 600_000);
    // then
    assertThat(look(2).present("v1")).extracting(Instance::pod).containsExactly("a", "silent");
    assertThat(look(1).present("v1")).extracting(Instance::pod).containsExactly("a");
  }

  @Test
  void shouldJudgeThePodsOfANodeTogether() {
    // given
    scraped("a", 0, 600_000);
    scraped("b", 0, 600_000);
    scraped("c", 0, 600_000);
    // then
    assertThat(Slice.of(Per.NODE, look(3)))
        .extracting(Slice::subject)
        .containsExactly(
            new Subject("", new Part.Node("node-of-a-or-b")),
            new Subject("", new Part.Node("node-of-c")));
    assertThat(Slice.of(Per.NODE, look(3)).get(0).measured().instances()).hasSize(2);
    assertThat(Slice.of(Per.POD, look(3))).hasSize(3);
    assertThat(Slice.of(Per.WORKLOAD, look(3))).hasSize(1);
  }

  @Test
  void shouldJudgeTheBusiestValuesOneByOneAndTheOthersTogether() {
    // given
    for (long at = 0; at <= 600_000; at += 10_000) {
      Map<SeriesKey, Double> values = new HashMap<>();
      for (int i = 1; i <= 25; i++) {
        values.put(KEY.value("country", "C" + i), i * at / 1e3);
      }
      values.put(KEY, IntStream.rangeClosed(1, 25).sum() * at / 1e3);
      offer("a", at, values);
    }
    windows.drain(600_000, Retention.ofAll(1_800_000));
    Look look = look(1);
    Span span = new Span(600_000, 300_000, Long.MIN_VALUE);
    // when
    Split split = Split.of("country", look, KEY, span);
    // then
    assertThat(split.values()).hasSize(20).contains("C25", "C6").doesNotContain("C5");
    List<Slice> slices = split.slices(look);
    assertThat(slices).hasSize(21);
    Slice others = slices.get(20);
    assertThat(Split.isOther(others.subject().part())).isTrue();
    assertThat(others.measured().sum(KEY, span)).isEqualTo((1 + 2 + 3 + 4 + 5) * 300);
  }

  private void scraped(String pod, long from, long to) {
    for (long at = from; at <= to; at += 10_000) {
      offer(pod, at, Map.of(KEY, at / 1e3));
    }
    windows.drain(600_000, Retention.ofAll(1_800_000));
  }

  private void offer(String pod, long at, Map<SeriesKey, Double> values) {
    String node = pod.equals("c") ? "node-of-c" : "node-of-a-or-b";
    windows.offer(new Scrape(pod, pod, node, "v1", at, null, Values.of(values)), Long.MIN_VALUE);
  }

  private Look look(int replicas) {
    WorkloadState state =
        WorkloadState.newBuilder()
            .setTarget(TARGET)
            .setUid("uid")
            .setGeneration(1)
            .setObservedGeneration(1)
            .setDesiredReplicas(replicas)
            .setUpdatedReplicas(replicas)
            .setReadyReplicas(replicas)
            .setVersions(
                List.of(
                    VersionState.newBuilder()
                        .setVersion("v1")
                        .setRevision("1")
                        .setObject(TARGET)
                        .setTemplateHash("hash")
                        .setReplicas(replicas)
                        .setReady(replicas)
                        .setDesired(replicas)
                        .setSince(Instant.EPOCH)
                        .setUid("uid")
                        .setGeneration(1)
                        .setCurrent(true)
                        .build()))
            .setObservedAt(Instant.EPOCH)
            .build();
    return new Look(
        new Fleet(state),
        windows,
        new TargetFacts(),
        0,
        Ledger.EMPTY,
        new TrendMemo(),
        600_000,
        Long.MIN_VALUE,
        605_000);
  }
}
