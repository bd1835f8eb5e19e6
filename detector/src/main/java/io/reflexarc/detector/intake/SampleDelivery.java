package io.reflexarc.detector.intake;

import io.micrometer.core.instrument.Counter;
import io.reflexarc.detector.attribution.Sought;
import io.reflexarc.detector.attribution.Whereabouts;
import io.reflexarc.detector.publish.Origin;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.avro.MetricSamples;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Hands the samples of one request to the publisher, a record for each instance and time. When a
 * record finds no room those that follow are left out and counted, for the sender is to come again
 * with all of them; doubles have the same target, source and time.
 */
final class SampleDelivery implements Delivery {

  private static final int MOST_SAMPLES = 2_000;

  private final Reading.Measured measured;
  private final Points points;
  private final Origin origin;
  private final Publisher publisher;
  private final Partitioning partitioning;
  private final StageMetrics metrics;
  private final Receipts receipts;

  /**
   * @param deadline by {@link System#nanoTime}
   */
  SampleDelivery(
      Reading.Measured measured,
      Origin origin,
      Publisher publisher,
      Partitioning partitioning,
      StageMetrics metrics,
      long deadline) {
    this.measured = measured;
    this.points = measured.points();
    this.origin = origin;
    this.publisher = publisher;
    this.partitioning = partitioning;
    this.metrics = metrics;
    this.receipts = new Receipts(deadline);
  }

  @Override
  public List<Sought> sought() {
    return measured.measurements().stream().flatMap(it -> it.about().stream()).toList();
  }

  @Override
  public void send(List<Whereabouts> whereabouts) {
    int from = 0;
    for (Measurement measurement : measured.measurements()) {
      int to = from + measurement.about().size();
      List<Whereabouts> its = whereabouts.subList(from, to);
      from = to;
      MetricSamples samples = measurement.at(its);
      int count = measurement.told().getSamples().size();
      if (samples == null) {
        reject(Reading.UNATTRIBUTED, count, Measurement.reason(its));
      } else if (count > MOST_SAMPLES) {
        reject(
            "too-many-samples",
            count,
            samples.getTarget()
                + ": "
                + count
                + " series of one instance, at most "
                + MOST_SAMPLES
                + " are taken: drop attributes, or ask for fewer in detector.scrape.metrics");
      } else {
        send(samples);
      }
    }
  }

  private void send(MetricSamples samples) {
    if (receipts.noRoom()) {
      publisher.dropped(origin, "not-in-time");
      receipts.leftOut();
      return;
    }
    int count = samples.getSamples().size();
    receipts.follow(
        publisher.handedIn(origin, samples, partitioning.of(samples.getTarget())),
        taken -> {
          if (taken) {
            points.published(count);
          } else {
            points.rejected(
                Publisher.TOO_LARGE,
                count,
                samples.getTarget() + ": a record of " + count + " series is too large");
          }
        });
  }

  private void reject(String word, int count, String problem) {
    publisher.dropped(origin, word);
    points.rejected(word, count, problem);
  }

  @Override
  public CompletableFuture<String> outcome() {
    return receipts.outcome();
  }

  @Override
  public Answer answer() {
    Map<String, Integer> outcomes = points.outcomes();
    outcomes.forEach(this::count);
    return Answer.taken(
        200,
        Map.of(
            Points.PUBLISHED,
            outcomes.getOrDefault(Points.PUBLISHED, 0),
            Answer.REJECTED,
            points.rejected()),
        points.problems());
  }

  private void count(String outcome, int number) {
    Counter.builder(metrics.name("intake.points"))
        .tag("origin", origin.word())
        .tag("outcome", outcome)
        .register(metrics.registry())
        .increment(number);
  }
}
