package io.reflexarc.decider.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflexarc.decider.indicator.latency.Histogram;
import io.reflexarc.decider.window.SeriesKey.Use;
import io.reflexarc.decider.window.TargetWindows.Admission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * Any window of panes equals what is counted anew from all that happened: increases of a counter,
 * levels of a gauge, observations of a histogram, over restarts of the process and gaps, in
 * whichever order scrapes come within their grace.
 */
class NaiveWindowsPropertyTest {

  private static final int TRIES = 1_000;
  private static final long WINDOW = 300_000;
  private static final long GRACE = 400_000;
  private static final SeriesKey REQUESTS = SeriesKey.of(Use.RATE, "requests", WINDOW);
  private static final SeriesKey MEMORY = SeriesKey.of(Use.LEVEL, "memory", WINDOW);
  private static final SeriesKey LATENCY = SeriesKey.of(Use.BUCKETS, "latency", WINDOW);
  private static final double[] BOUNDS = {0.1, 0.5, Double.POSITIVE_INFINITY};

  /**
   * What happened from one scrape to the next.
   *
   * @param seconds how long that was
   * @param restarted whether the process was started anew just after the scrape before
   * @param fast observations up to 0.1
   * @param slow observations from there up to 0.5
   * @param slowest observations beyond
   * @param level a gauge at its end
   */
  record Beat(int seconds, boolean restarted, int fast, int slow, int slowest, int level) {
    int requests() {
      return fast + slow + slowest;
    }

    int upTo(double bound) {
      return bound < 0.5 ? fast : bound < 1 ? fast + slow : requests();
    }
  }

  /** A window and its watermark, relative to the youngest scrape. */
  record Look(long after, long length, long watermark) {
    Span at(long youngest) {
      long end = youngest + after;
      return new Span(end, length, watermark == 0 ? Long.MIN_VALUE : end - watermark);
    }
  }

  @Provide
  Arbitrary<List<Beat>> lives() {
    Arbitrary<Integer> few = Arbitraries.integers().between(0, 40);
    Arbitrary<Integer> seconds =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just(10)),
            Tuple.of(4, Arbitraries.integers().between(1, 40)),
            Tuple.of(1, Arbitraries.integers().between(100, 140)));
    Arbitrary<Boolean> restarts = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
    return Combinators.combine(seconds, restarts, few, few, few, few)
        .as(Beat::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(45);
  }

  @Provide
  Arbitrary<Look> looks() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 60_000),
            Arbitraries.longs().between(10_000, WINDOW),
            Arbitraries.longs().between(0, WINDOW))
        .as(Look::new);
  }

  @Property(tries = TRIES)
  void shouldEqualWhatIsCountedAnew(
      @ForAll("lives") List<Beat> beats,
      @ForAll("looks") Look look,
      @ForAll @IntRange(min = 1, max = 6) int disorder,
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
    // given
    List<Scrape> scrapes = scrapes(beats);
    Instance instance = played(scrapes, disorder, new Random(seed));
    Span span = look.at(scrapes.get(scrapes.size() - 1).at());
    // then
    assertThat(sum(instance, REQUESTS, span))
        .isCloseTo(counted(beats, Beat::requests, span), within(1e-6));
    levels(instance, beats, span);
    histogram(instance, beats, span);
  }

  private static void histogram(Instance instance, List<Beat> beats, Span span) {
    Histogram ours = new Histogram();
    Histogram naive = new Histogram();
    for (double bound : BOUNDS) {
      ours.add(bound, sum(instance, LATENCY.bucket(bound), span));
      naive.add(bound, counted(beats, beat -> beat.upTo(bound), span));
    }
    assertThat(ours.count()).isCloseTo(naive.count(), within(1e-6));
    if (naive.isUsable()) {
      assertThat(ours.quantile(0.9)).isEqualTo(naive.quantile(0.9));
      assertThat(ours.slow(0.1)).isEqualTo(naive.slow(0.1));
    }
  }

  /** A gauge forgets what was before a restart. */
  private static void levels(Instance instance, List<Beat> beats, Span span) {
    TreeMap<Long, List<Beat>> byPane = new TreeMap<>();
    TreeMap<Long, Long> from = new TreeMap<>();
    long at = 0;
    for (int i = 0; i < beats.size(); i++) {
      at += beats.get(i).seconds() * 1_000L;
      if (i > 0 && beats.get(i).restarted()) {
        byPane.clear();
        from.clear();
      }
      byPane.computeIfAbsent(MEMORY.paneOf(at), any -> new ArrayList<>()).add(beats.get(i));
      from.putIfAbsent(MEMORY.paneOf(at), at);
    }
    byPane.keySet().removeIf(pane -> !isWithin(pane, from.getOrDefault(pane, 0L), span));
    Series series = instance.series(MEMORY);
    List<Pane> panes = series == null ? List.of() : series.within(span);
    assertThat(panes).extracting(Pane::index).containsExactlyElementsOf(byPane.keySet());
    for (Pane pane : panes) {
      List<Beat> in = byPane.getOrDefault(pane.index(), List.of());
      assertThat(pane.mean())
          .isCloseTo(in.stream().mapToInt(Beat::level).average().orElseThrow(), within(1e-6));
      assertThat(pane.last()).isEqualTo(in.get(in.size() - 1).level());
    }
  }

  /** All that was counted between two scrapes, but for the first and what follows a gap. */
  private static double counted(List<Beat> beats, ToDoubleFunction<Beat> amount, Span span) {
    TreeMap<Long, Double> byPane = new TreeMap<>();
    TreeMap<Long, Long> from = new TreeMap<>();
    long at = beats.get(0).seconds() * 1_000L;
    for (Beat beat : beats.subList(1, beats.size())) {
      long before = at;
      at += beat.seconds() * 1_000L;
      if (at - before <= Series.LONGEST_GAP_MILLIS) {
        byPane.merge(REQUESTS.paneOf(at), amount.applyAsDouble(beat), Double::sum);
        from.putIfAbsent(REQUESTS.paneOf(at), before);
      }
    }
    return byPane.entrySet().stream()
        .filter(pane -> isWithin(pane.getKey(), from.getOrDefault(pane.getKey(), 0L), span))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static boolean isWithin(long pane, long from, Span span) {
    long paneMillis = REQUESTS.paneMillis();
    long youngest = Math.floorDiv(span.endMillis(), paneMillis);
    long panes = (long) Math.ceil((double) span.lengthMillis() / paneMillis);
    return pane <= youngest && pane > youngest - panes && from >= span.notBefore();
  }

  private static double sum(Instance instance, SeriesKey key, Span span) {
    Series series = instance.series(key);
    return series == null ? 0 : series.sum(span);
  }

  private static List<Scrape> scrapes(List<Beat> beats) {
    List<Scrape> scrapes = new ArrayList<>();
    long at = 0;
    long startedAt = 0;
    double[] counters = new double[BOUNDS.length];
    for (Beat beat : beats) {
      startedAt = beat.restarted() ? at + 1 : startedAt;
      at += beat.seconds() * 1_000L;
      TreeMap<SeriesKey, Double> values = new TreeMap<>();
      for (int i = 0; i < BOUNDS.length; i++) {
        counters[i] = (beat.restarted() ? 0 : counters[i]) + beat.upTo(BOUNDS[i]);
        values.put(LATENCY.bucket(BOUNDS[i]), counters[i]);
      }
      values.put(REQUESTS, counters[BOUNDS.length - 1]);
      values.put(MEMORY, (double) beat.level());
      scrapes.add(new Scrape("pod-1/scrape", "pod-1", "v1", at, startedAt, values));
    }
    return scrapes;
  }

  /** Scrapes change places with those around them, which is less than the grace. */
  private static Instance played(List<Scrape> scrapes, int disorder, Random random) {
    List<Scrape> moved = new ArrayList<>(scrapes);
    for (int i = 0; i + disorder <= moved.size(); i += disorder) {
      Collections.shuffle(moved.subList(i, i + disorder), random);
    }
    TargetWindows windows = new TargetWindows();
    long latest = Long.MIN_VALUE / 2;
    for (Scrape scrape : moved) {
      latest = Math.max(latest, scrape.at());
      assertThat(windows.offer(scrape, latest - GRACE * disorder)).isEqualTo(Admission.ACCEPTED);
      windows.drain(latest - GRACE * disorder, Retention.ofAll(86_400_000));
    }
    windows.drain(latest, Retention.ofAll(86_400_000));
    return windows.instances().iterator().next();
  }
}
