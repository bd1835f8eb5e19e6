package io.reflexarc.decider.window;

import io.reflexarc.decider.window.Series.Restart;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One measured instance of a target: a pod as one source sees it, with its watched series. */
public final class Instance {

  /** Most series that are watched in one instance; further ones are not kept. */
  public static final int MOST_SERIES = 256;

  private static final char SEPARATOR = '/';

  private final String id;
  private final @Nullable String pod;
  private @Nullable String node;
  private final String version;
  private final Map<SeriesKey, Series> series = new HashMap<>();
  private @Nullable Long startedAt;
  private long lastAt;
  private @Nullable Retention retention;
  private @Nullable Layout bound;
  private @Nullable Series[] boundTo = {};
  private final Map<SeriesKey, List<Series>> buckets = new HashMap<>();
  private boolean reshaped;

  /** An instance as it was stored, or new with {@link Long#MIN_VALUE} and no series. */
  public Instance(
      String id,
      @Nullable String pod,
      @Nullable String node,
      String version,
      @Nullable Long startedAt,
      long lastAt,
      Collection<Series> series) {
    this.id = id;
    this.pod = pod;
    this.node = node;
    this.version = version;
    this.startedAt = startedAt;
    this.lastAt = lastAt;
    series.forEach(each -> this.series.put(each.key(), each));
  }

  static Instance first(Scrape scrape) {
    return new Instance(
        scrape.instance(),
        scrape.pod(),
        scrape.node(),
        scrape.version(),
        null,
        Long.MIN_VALUE,
        Map.<SeriesKey, Series>of().values());
  }

  /**
   * What an instance is called in its target.
   *
   * @param podUid uid of the pod; null when unknown
   * @param pod the pod; null when the whole workload is measured
   * @param source who measures it
   */
  public static String idOf(@Nullable String podUid, @Nullable String pod, String source) {
    String who = podUid == null ? pod : podUid;
    return (who == null ? "-" : who) + SEPARATOR + source;
  }

  /** Uid of the pod; null when unknown. */
  public @Nullable String podUid() {
    String who = id.substring(0, Math.max(0, id.indexOf(SEPARATOR)));
    return pod == null || who.isEmpty() || who.equals(pod) ? null : who;
  }

  /** What it is called in the target. */
  public String id() {
    return id;
  }

  /** The pod; null when the whole workload was measured. */
  public @Nullable String pod() {
    return pod;
  }

  /** The node it runs on; null when unknown. */
  public @Nullable String node() {
    return node;
  }

  /** The version it runs, empty when unknown. */
  public String version() {
    return version;
  }

  /** When its process last started; null when unknown. */
  public @Nullable Long startedAt() {
    return startedAt;
  }

  /** Event time of its youngest scrape. */
  public long lastAt() {
    return lastAt;
  }

  /** Its watched series, sorted. */
  public Collection<Series> series() {
    return new TreeMap<>(series).values();
  }

  /** How many series it has. */
  int size() {
    return series.size();
  }

  /** Which values of a label it has series of, beside that of all together. */
  public Set<String> valuesOf(SeriesKey all, String label) {
    Set<String> values = new TreeSet<>();
    for (SeriesKey key : series.keySet()) {
      key.valueOf(all, label).ifPresent(values::add);
    }
    return values;
  }

  /** One of its series; null when it has none of that key. */
  public @Nullable Series series(SeriesKey key) {
    return series.get(key);
  }

  /** The buckets of a histogram by their upper bounds, the lowest first. */
  public List<Series> buckets(SeriesKey histogram) {
    return buckets.computeIfAbsent(histogram, this::bucketsOf);
  }

  private List<Series> bucketsOf(SeriesKey histogram) {
    return series.values().stream()
        .filter(each -> each.key().isBucketOf(histogram))
        .sorted(Comparator.comparingDouble(Series::upperBound))
        .toList();
  }

  /** Which series it watches. */
  public Layout layout() {
    Layout last = bound;
    return last != null
            && last.size() == series.size()
            && Arrays.stream(boundTo).allMatch(Objects::nonNull)
        ? last
        : Layout.of(series.keySet());
  }

  /**
   * Takes the next scrape.
   *
   * @param room how many more series the target may have
   * @return how many values were not kept because there are too many series
   */
  int add(Scrape scrape, int room) {
    Restart restart =
        Restart.of(
            startedAt != null && scrape.startedAt() != null && scrape.startedAt() > startedAt);
    Values values = scrape.values();
    bind(values.layout(), Math.min(MOST_SERIES, series.size() + room));
    int dropped = 0;
    for (int i = 0; i < values.size(); i++) {
      Series each = boundTo[i];
      if (each == null) {
        dropped++;
      } else {
        each.add(scrape.at(), values.number(i), restart);
      }
    }
    startedAt = scrape.startedAt() == null ? startedAt : scrape.startedAt();
    node = scrape.node() == null ? node : scrape.node();
    lastAt = scrape.at();
    return dropped;
  }

  /** Finds the series of a layout, so that scrapes of the same one need not look for them. */
  private void bind(Layout layout, int most) {
    if (layout == bound) {
      return;
    }
    boundTo = new @Nullable Series[layout.size()];
    for (int i = 0; i < boundTo.length; i++) {
      boundTo[i] = seriesOf(layout.key(i), most);
    }
    bound = layout;
  }

  private @Nullable Series seriesOf(SeriesKey key, int most) {
    Series known = series.get(key);
    if (known != null || series.size() >= most) {
      return known;
    }
    Series fresh = new Series(key);
    if (retention != null) {
      fresh.keep(retention.millis(key));
    }
    series.put(key, fresh);
    buckets.clear();
    reshaped = true;
    return fresh;
  }

  /** From now on panes are kept for so long. */
  void keep(Retention other) {
    if (!other.equals(retention)) {
      retention = other;
      buckets.clear();
      series.values().forEach(each -> each.keep(other.millis(each.key())));
    }
  }

  /** Drops the panes that are not needed any more, and series that nobody asks for. */
  void expire(long now, long longestMillis) {
    series.values().forEach(each -> each.expire(now));
    if (series.values().removeIf(each -> each.lastAt() < now - longestMillis)) {
      bound = null;
      buckets.clear();
      reshaped = true;
    }
  }

  /** Whether series came or went since it was last asked. */
  boolean isReshaped() {
    boolean was = reshaped;
    reshaped = false;
    return was;
  }
}
