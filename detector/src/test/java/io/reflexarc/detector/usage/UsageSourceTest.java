package io.reflexarc.detector.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.intake.HandedIn;
import io.reflexarc.detector.publish.Origin;
import io.reflexarc.detector.slice.Ownerships;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.MetricSamples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageSourceTest {

  private static final Instant NOW = HandedIn.NOW;
  private static final Partitioning PARTITIONING = new Partitioning(4);

  private final HandedIn in = HandedIn.open();
  private final Health health = new Health();
  private CompletableFuture<byte[]> answer = CompletableFuture.completedFuture(list(NOW));
  private Predicate<String> wanted = name -> true;

  @BeforeEach
  void cluster() {
    in.picture.put(Objects.deployment("checkout", 1, "4", Map.of()));
    in.picture.put(Objects.replicaSet("checkout", "abc12", "4", "v4", 1));
    in.picture.put(Objects.pod("checkout-abc12-x7k2p", "checkout-abc12", "v4", true));
    Ownerships.own(in.ownership, PARTITIONING.of("prod-eu/shop/Deployment/checkout"));
  }

  @AfterEach
  void close() {
    health.close();
    in.close();
  }

  @Test
  void shouldPublishWhatAPodUsesWhenThePartitionIsOurs() throws InterruptedException {
    // when
    answer = CompletableFuture.completedFuture(list(NOW.minusSeconds(20)));
    source().turn(NOW);

    // then
    MetricSamples samples = in.samples().get(0);
    assertThat(samples.getTarget()).isEqualTo("prod-eu/shop/Deployment/checkout");
    assertThat(samples.getPod()).isEqualTo("checkout-abc12-x7k2p");
    assertThat(samples.getVersion()).isEqualTo("v4");
    assertThat(samples.getSource()).isEqualTo("metrics.k8s.io");
    assertThat(samples.getSampledAt()).isEqualTo(NOW);
    assertThat(samples.getStartedAt()).isEqualTo(Objects.START);
    assertThat(samples.getSamples())
        .extracting(it -> it.getName() + it.getLabels() + it.getValue())
        .containsExactly(
            "container_memory_working_set_bytes{container=main}1.34217728E8",
            "container_cpu_usage_cores{container=main}0.25");
    assertThat(in.count(Origin.USAGE, "dropped")).as("a pod that nobody knows").isEqualTo(1);
    assertThat(in.addsUp(Origin.USAGE)).isTrue();
  }

  @Test
  void shouldSayAMeasurementOnceAndAStaleOneNever() throws InterruptedException {
    // given
    UsageSource source = source();

    // when
    source.turn(NOW);
    source.turn(NOW.plusSeconds(30));
    answer = CompletableFuture.completedFuture(list(NOW.minusSeconds(3_600)));
    source.turn(NOW.plusSeconds(60));

    // then
    assertThat(in.samples()).hasSize(1);
    assertThat(in.metrics.scrape()).contains("reason=\"stale\"");
  }

  @Test
  void shouldCountAndGoOnWhenTheApiIsNotServed() throws InterruptedException {
    // given
    answer = CompletableFuture.failedFuture(new UsageFailedException("not-served", "404"));

    // when
    source().turn(NOW);

    // then
    assertThat(in.producer.history()).isEmpty();
    assertThat(in.metrics.scrape())
        .contains("reflexarc_detector_usage_skipped_total{reason=\"not-served\"");
  }

  @Test
  void shouldAskNothingWhenNobodyAsksForIt() throws InterruptedException {
    // given
    wanted = name -> false;
    answer = CompletableFuture.failedFuture(new IllegalStateException("asked"));

    // when
    source().turn(NOW);

    // then
    assertThat(in.metrics.scrape()).doesNotContain("usage_skipped");
  }

  @Test
  void shouldReadQuantitiesAsKubernetesWritesThem() {
    assertThat(Quantity.parse("123456789n").getAsDouble()).isCloseTo(0.123456789, within(1e-12));
    assertThat(Quantity.parse("1.5Gi").getAsDouble()).isEqualTo(1.5 * (1L << 30));
    assertThat(Quantity.parse("12e6")).isEmpty();
    assertThat(Quantity.parse("-1")).isEmpty();
    assertThat(Quantity.parse("9".repeat(100))).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoListOfPodMetrics() {
    for (String body : new String[] {"", "[]", "{}", "{\"items\": [", "{\"items\": 3}"}) {
      assertThatThrownBy(() -> UsageList.read(body.getBytes(StandardCharsets.UTF_8)))
          .as(body)
          .isInstanceOf(UsageFailedException.class);
    }
  }

  private UsageSource source() {
    return new UsageSource(
        (timeout, maxBytes) -> answer,
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        HandedIn.CLUSTER,
        wanted,
        in.locating(),
        PARTITIONING,
        in.ownership,
        new Watermark(Duration.ofSeconds(5)),
        in.publisher,
        new ManualTime(NOW),
        in.metrics,
        health.heartbeat("usage", Duration.ofSeconds(60)));
  }

  private static byte[] list(Instant at) {
    return ("{\"kind\":\"PodMetricsList\",\"metadata\":{},\"items\":["
            + item("checkout-abc12-x7k2p", at)
            + ","
            + item("nobody", at)
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String item(String pod, Instant at) {
    return "{\"metadata\":{\"name\":\""
        + pod
        + "\",\"namespace\":\"shop\"},\"timestamp\":\""
        + at
        + "\",\"window\":\"15s\",\"containers\":[{\"name\":\"main\",\"usage\":{\"cpu\":\"250m\","
        + "\"memory\":\"128Mi\"}}]}";
  }
}
