package io.reflexarc.sandbox.demo;

import io.reflexarc.sandbox.scenario.ChartChoice;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Error rate and memory per version, from the same samples that the decider judges. */
final class Charts {

  /** Event time of one bucket. */
  static final Duration BUCKET = Duration.ofSeconds(30);

  private static final int MOST_SERIES = 20_000;
  private static final int MOST_VERSIONS = 6;

  private final ChartChoice choice;
  private final Map<String, Pattern> bad = new HashMap<>();
  private final SortedMap<String, VersionSeries> versions = new TreeMap<>();
  private final Map<String, Double> lastCounts = new HashMap<>();

  Charts(ChartChoice choice) {
    this.choice = choice;
    choice.bad().forEach((label, regex) -> bad.put(label, Pattern.compile(regex)));
  }

  ChartChoice choice() {
    return choice;
  }

  SortedMap<String, VersionSeries> versions() {
    return versions;
  }

  void add(MetricSamples samples) {
    String version = samples.getVersion();
    if (version == null || (versions.size() >= MOST_VERSIONS && !versions.containsKey(version))) {
      return;
    }
    VersionSeries series = versions.computeIfAbsent(version, name -> new VersionSeries());
    long bucket = bucketOf(samples.getSampledAt());
    for (Sample sample : samples.getSamples()) {
      if (sample.getName().equals(choice.memory())) {
        series.addMemory(bucket, sample.getValue());
      } else if (sample.getName().equals(choice.requests())) {
        double delta = delta(samples, sample);
        series.addRequests(bucket, isBad(sample) ? delta : 0, delta);
      }
    }
  }

  static long bucketOf(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), BUCKET.toMillis());
  }

  /** What the counter grew by since the last scrape; nothing at its first sight. */
  private double delta(MetricSamples samples, Sample sample) {
    String key =
        samples.getPodUid()
            + " "
            + samples.getStartedAt()
            + " "
            + new TreeMap<>(sample.getLabels());
    if (lastCounts.size() >= MOST_SERIES) {
      lastCounts.clear();
    }
    Double last = lastCounts.put(key, sample.getValue());
    return last == null ? 0 : Math.max(0, sample.getValue() - last);
  }

  private boolean isBad(Sample sample) {
    return bad.entrySet().stream()
        .allMatch(
            where ->
                where
                    .getValue()
                    .matcher(sample.getLabels().getOrDefault(where.getKey(), ""))
                    .matches());
  }
}
