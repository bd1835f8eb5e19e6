package io.reflexarc.detector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.attribution.Place;
import io.reflexarc.detector.exposition.ExpositionLimits;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.slice.Ownerships;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.topic.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What pods answer, or do not, becomes of record; silence is not zero. */
class ScraperTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final String MANY = "a_total 5\nb 7\n";

  private final ManualTime time = new ManualTime(START);
  private final StageMetrics metrics = new StageMetrics("detector");
  private final MockProducer<String, SpecificRecord> producer =
      new MockProducer<>(true, null, new StringSerializer(), (topic, record) -> new byte[0]);
  private final Map<Integer, String> answers = new ConcurrentHashMap<>();
  private final Ownership ownership = Ownerships.of(0);
  private final Watermark watermark = new Watermark(Duration.ofSeconds(5));
  private final Scraper scraper =
      new Scraper(
          new ScraperSettings(
              INTERVAL, Duration.ofSeconds(5), 4, ExpositionLimits.DEFAULT, Optional.empty()),
          new Answers(),
          name -> true,
          time,
          ownership,
          watermark,
          new Publisher(
              producer, new TopicNames("reflexarc."), ownership, watermark, time, metrics),
          metrics,
          new Health().heartbeat("scrape", Duration.ofSeconds(60)));

  @AfterEach
  void close() {
    scraper.close();
    metrics.close();
  }

  @Test
  void shouldTellSilenceFromZeroWhenAScrapeFailsOrASeriesVanishes() {
    // given
    scraper.put("u1", List.of(target("scrape", 8080, Optional.empty())));
    scraper.turn(time.instant());

    // when
    List<String> answered = List.of("a_total 0\nb 7\n", "b 7\n", "", "b{ 7\n");
    for (int round = 0; round < answered.size(); round++) {
      if (answered.get(round).isEmpty()) {
        answers.remove(8080);
      } else {
        answers.put(8080, answered.get(round));
      }
      pass(1);
    }

    // then
    List<MetricSamples> told = told();
    assertThat(told).extracting(MetricSamples::getUp).containsExactly(true, true, false, false);
    assertThat(told.get(0).getSamples())
        .extracting(it -> it.getName() + it.getValue())
        .containsExactly("a_total0.0", "b7.0");
    assertThat(told.get(1).getSamples()).extracting(it -> it.getName()).containsExactly("b");
    assertThat(told.get(2).getSamples()).isEmpty();
    assertThat(told.get(3).getSamples()).isEmpty();
    assertThat(failed("unreachable")).isEqualTo(1);
    assertThat(failed("malformed")).isEqualTo(1);
  }

  @Test
  void shouldSayNothingMoreWhenAPodOrAnEndpointIsGone() {
    // given
    answers.put(8080, MANY);
    answers.put(9090, MANY);
    ScrapeTarget annotated = target("scrape", 8080, Optional.empty());
    scraper.put("u1", List.of(annotated, target("scrape:admin", 9090, Optional.empty())));
    scraper.turn(time.instant());
    pass(1);

    // when
    scraper.put("u1", List.of(annotated));
    pass(1);
    scraper.remove("u1");
    pass(2);

    // then
    assertThat(told())
        .extracting(MetricSamples::getSource)
        .containsExactlyInAnyOrder("scrape", "scrape:admin", "scrape");
  }

  @Test
  void shouldKeepAnIntervalOfItsOwnWhenASelectorSaysSo() {
    // given
    answers.put(8080, MANY);
    answers.put(9090, MANY);
    scraper.put(
        "u1",
        List.of(
            target("scrape", 8080, Optional.empty()),
            target("scrape:slow", 9090, Optional.of(INTERVAL.multipliedBy(4)))));
    scraper.turn(time.instant());

    // when
    pass(8);

    // then
    assertThat(told()).filteredOn(it -> it.getSource().equals("scrape")).hasSize(8);
    assertThat(told()).filteredOn(it -> it.getSource().equals("scrape:slow")).hasSize(2);
  }

  private void pass(int intervals) {
    for (int i = 0; i < intervals; i++) {
      time.advance(INTERVAL);
      scraper.turn(time.instant());
    }
  }

  private List<MetricSamples> told() {
    return producer.history().stream()
        .map(ProducerRecord::value)
        .map(MetricSamples.class::cast)
        .toList();
  }

  private double failed(String reason) {
    return metrics.registry().counter(metrics.name("scrape.failed"), "reason", reason).count();
  }

  private static ScrapeTarget target(String source, int port, Optional<Duration> interval) {
    TargetKey checkout = new TargetKey("prod", "shop", "Deployment", "checkout");
    return new ScrapeTarget(
        "u1",
        new Endpoint("shop", "checkout-1", "10.0.0.1", "http", port, "/metrics", START),
        source,
        interval,
        "node-1",
        new Place(checkout, checkout, "v1", "1"),
        0);
  }

  /** Answers by port; where there is no answer, nobody listens. */
  private final class Answers implements ScrapeTransport {

    @Override
    public CompletableFuture<Fetched> fetch(Endpoint endpoint, Duration timeout, int maxBytes) {
      String answer = answers.get(endpoint.port());
      return answer == null
          ? CompletableFuture.failedFuture(new IOException("nobody listens"))
          : CompletableFuture.completedFuture(
              new Fetched(answer.getBytes(StandardCharsets.UTF_8), false));
    }

    @Override
    public void close() {}
  }
}
