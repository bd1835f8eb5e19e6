package io.reflexarc.decider.window;

import io.reflexarc.decider.window.Series.Restart;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One measured instance of a target: a pod as one source sees it, with its watched series. */
public final class Instance {

  /** Most series that are watched in one instance; further ones are not kept. */
  public static final int MOST_SERIES = 64;

  private static final char SEPARATOR = '/';

  private final String id;
  private final @Nullable String pod;
  private final String version;
  private final Map<SeriesKey, Series> series = new HashMap<>();
  private @Nullable Long startedAt;
  private long lastAt;

  /** An instance as it was stored, or new with {@link Long#MIN_VALUE} and no series. */
  public Instance(
      String id,
      @Nullable String pod,
      String version,
      @Nullable Long startedAt,
      long lastAt,
      Collection<Series> series) {
    this.id = id;
    this.pod = pod;
    this.version = version;
    this.startedAt = startedAt;
    this.lastAt = lastAt;
    series.forEach(each -> this.series.put(each.key(), each));
  }

  static Instance first(Scrape scrape) {
    return new Instance(
        scrape.instance(),
        scrape.pod(),
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

  /** One of its series; null when it has none of that key. */
  public @Nullable Series series(SeriesKey key) {
    return series.get(key);
  }

  /**
   * Takes the next scrape.
   *
   * @return how many values were not kept because the instance has too many series
   */
  int add(Scrape scrape) {
    Restart restart =
        Restart.of(
            startedAt != null && scrape.startedAt() != null && scrape.startedAt() > startedAt);
    int dropped = 0;
    for (Map.Entry<SeriesKey, Double> value : scrape.values().entrySet()) {
      Series known = series.get(value.getKey());
      if (known == null && series.size() >= MOST_SERIES) {
        dropped++;
        continue;
      }
      Series kept = known == null ? new Series(value.getKey()) : known;
      series.put(value.getKey(), kept);
      kept.add(scrape.at(), value.getValue(), restart);
    }
    startedAt = scrape.startedAt() == null ? startedAt : scrape.startedAt();
    lastAt = scrape.at();
    return dropped;
  }

  /** Drops what ended before {@code horizon}, and series that nobody asks for any more. */
  void expire(long horizon) {
    series.values().forEach(each -> each.expire(horizon));
    series.values().removeIf(each -> each.lastAt() < horizon);
  }
}
