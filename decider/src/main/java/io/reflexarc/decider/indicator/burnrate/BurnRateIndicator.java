package io.reflexarc.decider.indicator.burnrate;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.BurnRate;
import io.reflexarc.schemas.policy.BurnRate.Pair;
import io.reflexarc.schemas.policy.Per;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Multi-window, multi-burn-rate alerts (The Site Reliability Workbook, ch. 5 "Alerting on SLOs",
 * approach 6): {@code burn = (bad / total) / (1 − objective)}; unhealthy when in any pair of
 * windows both the long and the short one burn faster than the pair's factor.
 *
 * <p>A pair with fewer than {@code minimumSamples} events in its long window, none in its short
 * one, or events for less than the length of its short one, says nothing: a minute's burst at the
 * start of all is not three days. Healthy when no pair burns and the fastest one is known; clear
 * when that one's short window burns slower than the budget allows; else unknown.
 *
 * <p>A pair is kept in 120 panes of its long window; its short window is whole panes of these.
 */
public final class BurnRateIndicator {

  private final BurnRate burnRate;
  private final List<Counted> counted = new ArrayList<>();

  /** What is counted for a pair of windows. */
  private record Counted(Pair pair, Watch bad, Watch total) {}

  /** The indicator that a policy asks for. */
  public BurnRateIndicator(BurnRate burnRate) {
    this.burnRate = burnRate;
    for (Pair pair : burnRate.windows()) {
      long window = pair.longWindow().toMillis();
      counted.add(
          new Counted(
              pair,
              Watch.of(SeriesKey.Use.RATE, burnRate.bad(), window),
              Watch.of(SeriesKey.Use.RATE, burnRate.total(), window)));
    }
  }

  /** What it needs to be kept. */
  public List<Watch> watches() {
    List<Watch> watches = new ArrayList<>();
    for (Counted each : counted) {
      watches.add(each.bad());
      watches.add(each.total());
    }
    if (burnRate.per().by() == Per.By.LABEL) {
      List.copyOf(watches).forEach(watch -> watches.add(watch.by(burnRate.per().label())));
    }
    return watches;
  }

  /** The series that tells how busy something is. */
  public SeriesKey traffic() {
    return counted.get(0).total().key();
  }

  /** How fast the budget burns, the fastest pair first. */
  public List<Burn> burns(Measured measured, long horizon, long notBefore) {
    List<Burn> burns = new ArrayList<>();
    for (Counted each : counted) {
      Span inLong = span(each.pair().longWindow(), horizon, notBefore);
      burns.add(
          new Burn(
              each.pair(),
              count(measured, each, inLong),
              count(measured, each, span(each.pair().shortWindow(), horizon, notBefore)),
              covered(measured, each, inLong),
              1 - burnRate.objective()));
    }
    return burns;
  }

  private static long covered(Measured measured, Counted counted, Span span) {
    long from = span.endMillis();
    for (Instance instance : measured.instances()) {
      Series series = instance.series(counted.total().key());
      from = series == null ? from : Math.min(from, series.coveredFrom(span));
    }
    return span.endMillis() - from;
  }

  private static Span span(Duration window, long horizon, long notBefore) {
    return new Span(horizon, window.toMillis(), notBefore);
  }

  private static Counts count(Measured measured, Counted counted, Span span) {
    return new Counts(
        measured.sum(counted.bad().key(), span), measured.sum(counted.total().key(), span));
  }

  /** Judges one subject. */
  public Reading read(Subject subject, List<Burn> burns, long horizon) {
    long fewest = burnRate.minimumSamples();
    Supplier<List<Evidence>> numbers = () -> evidence(subject, burns, horizon);
    for (Burn burn : burns) {
      if (burn.known(fewest) && burn.burns()) {
        return new Reading(
            subject,
            Health.UNHEALTHY,
            false,
            Comparison.NOT_MADE,
            numbers,
            () -> says(subject, burn) + ", above " + factor(burn));
      }
    }
    Burn fastest = burns.get(0);
    if (!fastest.known(fewest)) {
      return Reading.unknown(subject, numbers, () -> tooFew(subject, fastest));
    }
    return new Reading(
        subject,
        Health.HEALTHY,
        fastest.shortRate() < 1,
        Comparison.NOT_MADE,
        numbers,
        () -> says(subject, fastest) + ", not both above " + factor(fastest));
  }

  private static String factor(Burn burn) {
    return Numbers.decimal(burn.pair().factor());
  }

  private String says(Subject subject, Burn burn) {
    return subject.who()
        + " burns its error budget "
        + Numbers.decimal(burn.rate())
        + " times as fast as it may in "
        + Numbers.duration(burn.pair().longWindow().toMillis())
        + " and "
        + Numbers.decimal(burn.shortRate())
        + " times in "
        + Numbers.duration(burn.pair().shortWindow().toMillis());
  }

  private String tooFew(Subject subject, Burn burn) {
    return Numbers.count(burn.inLong().total())
        + " of at least "
        + Numbers.count(burnRate.minimumSamples())
        + " events of "
        + subject.who()
        + " in "
        + Numbers.duration(burn.pair().longWindow().toMillis())
        + ", measured for "
        + Numbers.duration(burn.coveredMillis());
  }

  private List<Evidence> evidence(Subject subject, List<Burn> burns, long horizon) {
    return burns.stream()
        .filter(burn -> burn.known(burnRate.minimumSamples()))
        .flatMap(burn -> evidence(subject, burn, horizon).stream())
        .toList();
  }

  /** Both rates, and what the long window leaves of the period's budget if that was whole. */
  private List<Evidence> evidence(Subject subject, Burn burn, long horizon) {
    Duration length = burn.pair().longWindow();
    double left = 1 - burn.rate() * length.toMillis() / burnRate.period().toMillis();
    return List.of(
        number(subject, length, burn.inLong(), horizon)
            .setValue(burn.rate())
            .setUnit("times")
            .setThreshold(burn.pair().factor())
            .build(),
        number(subject, burn.pair().shortWindow(), burn.inShort(), horizon)
            .setValue(burn.shortRate())
            .setUnit("times")
            .setThreshold(burn.pair().factor())
            .build(),
        number(subject, length, burn.inLong(), horizon)
            .setValue(left)
            .setUnit("budget left")
            .build());
  }

  private Evidence.Builder number(Subject subject, Duration window, Counts counts, long horizon) {
    return subject
        .evidence(burnRate.word())
        .setWindowMillis(window.toMillis())
        .setSamples(Math.round(counts.total()))
        .setFrom(Instant.ofEpochMilli(horizon - window.toMillis()))
        .setTo(Instant.ofEpochMilli(horizon));
  }
}
