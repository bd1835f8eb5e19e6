package io.reflexarc.detector.scrape;

import io.reflexarc.detector.exposition.Exposition;
import io.reflexarc.detector.exposition.ExpositionParser;
import io.reflexarc.detector.exposition.MalformedExpositionException;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Sample;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Makes records of what pods answered. */
final class Measurement {

  private final ExpositionParser parser;

  Measurement(ExpositionParser parser) {
    this.parser = parser;
  }

  MetricSamples of(
      ScrapeTarget target, Instant sampledAt, Fetched fetched, Predicate<String> wanted)
      throws MalformedExpositionException {
    Exposition exposition = parser.parse(fetched.body(), fetched.openMetrics(), wanted);
    return samples(target, sampledAt, true, exposition.samples());
  }

  MetricSamples down(ScrapeTarget target, Instant sampledAt) {
    return samples(target, sampledAt, false, List.of());
  }

  private static MetricSamples samples(
      ScrapeTarget target, Instant sampledAt, boolean up, List<Sample> samples) {
    return MetricSamples.newBuilder()
        .setTarget(target.place().target().toString())
        .setPod(target.endpoint().pod())
        .setPodUid(target.podUid())
        .setNode(target.node())
        .setVersion(target.place().version())
        .setRevision(target.place().revision())
        .setSource(target.source())
        .setSampledAt(sampledAt)
        .setStartedAt(target.endpoint().startedAt())
        .setUp(up)
        .setSamples(samples)
        .build();
  }
}
