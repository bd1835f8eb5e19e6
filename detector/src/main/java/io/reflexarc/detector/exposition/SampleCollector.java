package io.reflexarc.detector.exposition;

import io.reflexarc.schemas.avro.Bucket;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the samples of one text; puts the lines of a histogram together again. */
final class SampleCollector {

  private static final String LE = "le";
  private static final int MAX_BUCKETS = 500;

  private final ExpositionLimits limits;
  private final List<Sample> plain = new ArrayList<>();
  private final Set<Series> seen = new HashSet<>();
  private final Map<Series, Histogram> histograms = new LinkedHashMap<>();
  private int duplicates;
  private int notNumbers;

  SampleCollector(ExpositionLimits limits) {
    this.limits = limits;
  }

  private record Series(String name, Map<String, String> labels) {}

  private static final class Histogram {
    private final Map<Double, Double> buckets = new HashMap<>();
    private final MetricKind kind;
    private @Nullable Double sum;
    private @Nullable Double count;

    private Histogram(MetricKind kind) {
      this.kind = kind;
    }
  }

  void plain(SampleLine line, MetricKind kind) throws MalformedExpositionException {
    if (!usable(line.value(), kind)) {
      notNumbers++;
    } else if (!seen.add(new Series(line.name(), line.labels()))) {
      duplicates++;
    } else {
      makeRoom();
      plain.add(
          Sample.newBuilder()
              .setName(line.name())
              .setLabels(line.labels())
              .setKind(kind)
              .setValue(line.value())
              .build());
    }
  }

  /**
   * A line of a histogram.
   *
   * @param kind what its counts are: of all that ever was, or, with {@code GAUGE}, of what is now
   */
  void histogram(String family, String suffix, SampleLine line, MetricKind kind)
      throws MalformedExpositionException {
    Map<String, String> labels = new HashMap<>(line.labels());
    String bound = labels.remove(LE);
    Series series = new Series(family, labels);
    if (!histograms.containsKey(series)) {
      makeRoom();
    }
    Histogram histogram = histograms.computeIfAbsent(series, absent -> new Histogram(kind));
    if (!usable(line.value(), MetricKind.GAUGE)) {
      notNumbers++;
      return;
    }
    switch (suffix) {
      case "_bucket" -> bucket(histogram, bound, line.value());
      case "_sum", "_gsum" -> histogram.sum = once(histogram.sum, line.value());
      case "_count", "_gcount" -> histogram.count = once(histogram.count, line.value());
      default -> {
        // _created says when it began; the pod's own start is taken for that
      }
    }
  }

  Exposition finish() {
    List<Sample> samples = new ArrayList<>(plain);
    histograms.forEach((series, histogram) -> whole(series, histogram, samples));
    return new Exposition(samples, duplicates, notNumbers);
  }

  private void bucket(Histogram histogram, @Nullable String bound, double value)
      throws MalformedExpositionException {
    if (bound == null) {
      throw SampleLine.malformed("a bucket without the label le");
    }
    if (histogram.buckets.size() >= MAX_BUCKETS) {
      throw SampleLine.malformed("a histogram of more than " + MAX_BUCKETS + " buckets");
    }
    if (histogram.buckets.putIfAbsent(SampleLine.number(bound), value) != null) {
      duplicates++;
    }
  }

  private Double once(@Nullable Double known, double value) {
    if (known != null) {
      duplicates++;
      return known;
    }
    return value;
  }

  private void whole(Series series, Histogram histogram, List<Sample> samples) {
    Double infinite = histogram.buckets.get(Double.POSITIVE_INFINITY);
    Double count = histogram.count == null ? infinite : histogram.count;
    if (count == null) {
      notNumbers++;
      return;
    }
    List<Bucket> buckets =
        histogram.buckets.entrySet().stream()
            .filter(it -> !it.getKey().isNaN())
            .map(
                it ->
                    Bucket.newBuilder().setUpperBound(it.getKey()).setCount(it.getValue()).build())
            .sorted(Comparator.comparingDouble(Bucket::getUpperBound))
            .toList();
    samples.add(
        Sample.newBuilder()
            .setName(series.name())
            .setLabels(series.labels())
            .setKind(histogram.kind)
            .setValue(count)
            .setSum(histogram.sum)
            .setBuckets(buckets)
            .build());
  }

  private void makeRoom() throws MalformedExpositionException {
    if (plain.size() + histograms.size() >= limits.samples()) {
      throw new MalformedExpositionException(
          "too-many-samples", "more than " + limits.samples() + " samples that are asked for");
    }
  }

  private static boolean usable(double value, MetricKind kind) {
    return Double.isFinite(value) && (kind != MetricKind.COUNTER || value >= 0);
  }
}
