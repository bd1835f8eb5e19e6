package io.reflexarc.decider.ingest;

import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.SeriesKey.Use;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Bucket;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Picks from a scrape the series that the target's rules watch, and adds up what a selector
 * matches: whatever the cardinality at the door, few series go on.
 */
public final class SampleSorter {

  /** Most finite buckets that are kept of a histogram. */
  public static final int MOST_BUCKETS = 30;

  private final Map<String, List<Watch>> byMetric = new HashMap<>();
  private final List<SeriesKey> rates = new ArrayList<>();
  private final long retentionMillis;

  /** Picks what these rules watch. */
  public SampleSorter(List<Rule> rules) {
    long longest = 0;
    TreeMap<SeriesKey, Watch> watches = new TreeMap<>();
    for (Rule rule : rules) {
      rule.watches().forEach(watch -> watches.put(watch.key(), watch));
      longest = Math.max(longest, rule.memoryMillis());
    }
    long longestPane = SeriesKey.SHORTEST_PANE_MILLIS;
    for (Watch watch : watches.values()) {
      byMetric.computeIfAbsent(watch.selector().metric(), name -> new ArrayList<>()).add(watch);
      longestPane = Math.max(longestPane, watch.key().paneMillis());
      if (watch.key().use() == Use.RATE) {
        rates.add(watch.key());
      }
    }
    this.retentionMillis = longest + 2 * longestPane;
  }

  /** How long panes are needed, milliseconds. */
  public long retentionMillis() {
    return retentionMillis;
  }

  /** Whether nothing is watched. */
  public boolean watchesNothing() {
    return byMetric.isEmpty();
  }

  /** What is wanted of a scrape; empty when nothing is. */
  public Optional<Scrape> sort(MetricSamples samples) {
    TreeMap<SeriesKey, Double> values = new TreeMap<>();
    for (Sample sample : samples.getSamples()) {
      for (Watch watch : byMetric.getOrDefault(sample.getName(), List.of())) {
        if (fits(watch.key().use(), sample.getKind())
            && watch.selector().matches(sample.getName(), sample.getLabels())) {
          if (watch.key().use() == Use.BUCKETS) {
            buckets(watch.key(), sample, values);
          } else {
            values.merge(watch.key(), sample.getValue(), Double::sum);
          }
        }
      }
    }
    if (values.isEmpty()) {
      return Optional.empty();
    }
    bornAtZero(values);
    return Optional.of(
        new Scrape(
            Instance.idOf(samples.getPodUid(), samples.getPod(), samples.getSource()),
            samples.getPod(),
            Optional.ofNullable(samples.getVersion()).orElse(""),
            samples.getSampledAt().toEpochMilli(),
            millis(samples.getStartedAt()),
            values));
  }

  /** Of too many buckets some are left out: what they counted is in the next one, too. */
  private static void buckets(SeriesKey key, Sample sample, TreeMap<SeriesKey, Double> values) {
    List<Bucket> buckets = sample.getBuckets();
    int step = (buckets.size() + MOST_BUCKETS - 1) / MOST_BUCKETS;
    for (int i = buckets.size() - 1; i >= 0; i -= step) {
      Bucket bucket = buckets.get(i);
      if (Double.isFinite(bucket.getUpperBound()) && Double.isFinite(bucket.getCount())) {
        values.merge(key.bucket(bucket.getUpperBound()), bucket.getCount(), Double::sum);
      }
    }
    if (!buckets.isEmpty()) {
      values.merge(key.bucket(Double.POSITIVE_INFINITY), sample.getValue(), Double::sum);
    }
  }

  /** A counter's series appears with its first event: where others are there, absent is zero. */
  private void bornAtZero(TreeMap<SeriesKey, Double> values) {
    if (values.firstKey().use() == Use.RATE) {
      rates.forEach(key -> values.putIfAbsent(key, 0.0));
    }
  }

  private static boolean fits(Use use, MetricKind kind) {
    if (use == Use.PRESENCE) {
      return true;
    }
    if (use == Use.BUCKETS) {
      return kind == MetricKind.HISTOGRAM;
    }
    return switch (kind) {
      case GAUGE -> use != Use.RATE;
      case COUNTER, HISTOGRAM -> use == Use.RATE;
      case UNKNOWN -> true;
    };
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
