package io.reflexarc.decider.ingest;

import io.reflexarc.decider.ingest.LabelValues.Place;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Retention;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.SeriesKey.Use;
import io.reflexarc.decider.window.Values;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Bucket;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Picks from a scrape the series that the target's rules watch, and adds up what a selector
 * matches: whatever the cardinality at the door, few series go on, of a label {@value
 * LabelValues#MOST} values. What it has found out about a series it remembers, up to {@link
 * #MOST_REMEMBERED}, since the next scrape has the same.
 *
 * <p>Not safe for use by several threads.
 */
public final class SampleSorter {

  /** Most finite buckets that are kept of a histogram. */
  public static final int MOST_BUCKETS = 30;

  /** Most series whose slots are remembered; then it begins anew. */
  static final int MOST_REMEMBERED = 20_000;

  private final Map<String, List<Watch>> byMetric = new HashMap<>();
  private final List<SeriesKey> rates = new ArrayList<>();
  private final LabelValues labels = new LabelValues();
  private final Retention retention;
  private final Map<Named, Found> remembered = new HashMap<>();
  private Found begin = new Found(Wanted.NOTHING);
  private Found last = begin;
  private Tray tray = new Tray();
  private BitSet rateSlots = new BitSet();

  /** What tells a series of a scrape from others. */
  private record Named(String name, Map<String, String> labels, MetricKind kind) {}

  /** Picks what these rules watch. */
  public SampleSorter(List<Rule> rules) {
    Set<Watch> watches = new LinkedHashSet<>();
    TreeMap<SeriesKey, Long> memories = new TreeMap<>();
    long longest = 0;
    long longestPane = SeriesKey.SHORTEST_PANE_MILLIS;
    for (Rule rule : rules) {
      longest = Math.max(longest, rule.memoryMillis());
      for (Watch watch : rule.watches()) {
        watches.add(watch);
        longestPane = Math.max(longestPane, watch.key().paneMillis());
        memories.merge(watch.key(), rule.memoryMillis() + 2 * watch.key().paneMillis(), Math::max);
      }
    }
    for (Watch watch : watches) {
      byMetric.computeIfAbsent(watch.selector().metric(), name -> new ArrayList<>()).add(watch);
      if (watch.label().isPresent()) {
        labels.watch(watch);
      } else if (watch.key().use() == Use.RATE) {
        rates.add(watch.key());
      }
    }
    this.retention = new Retention(memories, longest + 2 * longestPane);
  }

  /** How long panes are needed. */
  public Retention retention() {
    return retention;
  }

  /** Whether nothing is watched. */
  public boolean watchesNothing() {
    return byMetric.isEmpty();
  }

  /**
   * What became of a scrape.
   *
   * @param scrape what is wanted of it; empty when nothing is
   * @param leftOut values of labels that are not judged one by one
   */
  public record Sorted(Optional<Scrape> scrape, int leftOut) {}

  /** Finds what is wanted of a scrape. */
  public Sorted sort(MetricSamples samples) {
    last = begin;
    for (Sample sample : samples.getSamples()) {
      Wanted wanted = wanted(sample);
      if (wanted != null) {
        wanted.addTo(tray, labels, sample);
      }
    }
    if (tray.isEmpty()) {
      return new Sorted(Optional.empty(), 0);
    }
    bornAtZero();
    int leftOut = labels.keepBusiest(tray);
    Values values = tray.take();
    forgetTooMuch();
    return new Sorted(Optional.of(scrape(samples, values)), leftOut);
  }

  private static Scrape scrape(MetricSamples samples, Values values) {
    return new Scrape(
        Instance.idOf(samples.getPodUid(), samples.getPod(), samples.getSource()),
        samples.getPod(),
        samples.getNode(),
        Optional.ofNullable(samples.getVersion()).orElse(""),
        samples.getSampledAt().toEpochMilli(),
        millis(samples.getStartedAt()),
        values);
  }

  private @Nullable Wanted wanted(Sample sample) {
    Found guess = last.next;
    if (guess == null || !guess.isOf(sample)) {
      guess = found(sample);
      if (guess == null) {
        return null;
      }
      last.next = guess;
    }
    last = guess;
    return guess.wanted;
  }

  private @Nullable Found found(Sample sample) {
    List<Watch> watches = byMetric.get(sample.getName());
    if (watches == null) {
      return null;
    }
    Found found =
        remembered.computeIfAbsent(
            new Named(sample.getName(), sample.getLabels(), sample.getKind()),
            named -> new Found(wanted(watches, named)));
    found.seen = sample;
    return found;
  }

  private Wanted wanted(List<Watch> watches, Named named) {
    List<Watch> matching =
        watches.stream()
            .filter(watch -> fits(watch.key().use(), named.kind()))
            .filter(watch -> watch.selector().matches(named.name(), named.labels()))
            .toList();
    List<SeriesKey> whole =
        matching.stream().filter(watch -> watch.label().isEmpty()).map(Watch::key).toList();
    List<Place> places =
        matching.stream()
            .filter(watch -> watch.label().isPresent())
            .map(watch -> labels.place(watch, named.labels(), tray))
            .toList();
    return new Wanted(whole, places, tray);
  }

  /** A counter's series appears with its first event: where others are there, absent is zero. */
  private void bornAtZero() {
    if (rateSlots.isEmpty()) {
      rates.forEach(key -> rateSlots.set(tray.slot(key)));
    }
    if (tray.hasAny(rateSlots)) {
      rateSlots.stream().forEach(slot -> tray.addIfAbsent(slot, 0.0));
    }
  }

  private void forgetTooMuch() {
    if (remembered.size() + tray.size() > MOST_REMEMBERED) {
      remembered.clear();
      begin = new Found(Wanted.NOTHING);
      labels.forget();
      tray = new Tray();
      rateSlots = new BitSet();
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

  /**
   * A series that was found out about, and the one that came after it the last time: there it is
   * looked for first. Whoever reads scrapes hands out names and labels that came before as the same
   * objects, which are quicker to compare.
   */
  private static final class Found {

    private final Wanted wanted;
    private @Nullable Sample seen;
    private @Nullable Found next;

    Found(Wanted wanted) {
      this.wanted = wanted;
    }

    @SuppressWarnings("ReferenceEquality") // what is not the same object is looked for
    boolean isOf(Sample sample) {
      Sample before = seen;
      return before != null
          && before.getLabels() == sample.getLabels()
          && before.getKind() == sample.getKind()
          && before.getName().equals(sample.getName());
    }
  }

  /**
   * Where the value of one series goes: to slots, also to those of its labels, and the buckets of a
   * histogram to theirs.
   */
  private static final class Wanted {

    static final Wanted NOTHING = new Wanted(List.of(), List.of(), new Tray());

    private final int[] slots;
    private final List<Place> places;
    private final Buckets[] histograms;

    Wanted(List<SeriesKey> keys, List<Place> places, Tray tray) {
      this.places = places;
      this.slots =
          keys.stream().filter(key -> key.use() != Use.BUCKETS).mapToInt(tray::slot).toArray();
      this.histograms =
          keys.stream()
              .filter(key -> key.use() == Use.BUCKETS)
              .map(Buckets::new)
              .toArray(Buckets[]::new);
    }

    void addTo(Tray tray, LabelValues labels, Sample sample) {
      for (int slot : slots) {
        tray.add(slot, sample.getValue());
      }
      for (Place place : places) {
        labels.add(place, sample.getValue(), tray);
      }
      for (Buckets each : histograms) {
        each.addTo(tray, sample.getBuckets(), sample.getValue());
      }
    }
  }

  /**
   * The slots of a histogram's buckets. Of too many some are left out: the next has their count.
   */
  private static final class Buckets {

    private final SeriesKey key;
    private double[] bounds = {};
    private int[] slots = {};

    Buckets(SeriesKey key) {
      this.key = key;
    }

    void addTo(Tray tray, List<Bucket> buckets, double total) {
      if (buckets.isEmpty()) {
        return;
      }
      if (!hasBounds(buckets)) {
        bind(tray, buckets);
      }
      int step = (buckets.size() + MOST_BUCKETS - 1) / MOST_BUCKETS;
      for (int i = buckets.size() - 1; i >= 0; i -= step) {
        double count = buckets.get(i).getCount();
        if (slots[i] >= 0 && Contract.isAddable(count)) {
          tray.add(slots[i], count);
        }
      }
      tray.add(slots[bounds.length], total);
    }

    private boolean hasBounds(List<Bucket> buckets) {
      if (buckets.size() != bounds.length) {
        return false;
      }
      for (int i = 0; i < bounds.length; i++) {
        if (Double.compare(buckets.get(i).getUpperBound(), bounds[i]) != 0) {
          return false;
        }
      }
      return true;
    }

    private void bind(Tray tray, List<Bucket> buckets) {
      bounds = buckets.stream().mapToDouble(Bucket::getUpperBound).toArray();
      slots = new int[bounds.length + 1];
      for (int i = 0; i < bounds.length; i++) {
        slots[i] = Double.isFinite(bounds[i]) ? tray.slot(key.bucket(bounds[i])) : -1;
      }
      slots[bounds.length] = tray.slot(key.bucket(Double.POSITIVE_INFINITY));
    }
  }
}
