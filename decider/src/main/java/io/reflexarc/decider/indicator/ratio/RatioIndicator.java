package io.reflexarc.decider.indicator.ratio;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.versus.Finding;
import io.reflexarc.decider.indicator.versus.SequentialTest;
import io.reflexarc.decider.indicator.versus.Tally;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Strata;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Per;
import io.reflexarc.schemas.policy.Ratio;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bad events over all events of a window: the SLI of a request-driven service (The Site Reliability
 * Workbook, ch. 2 "Implementing SLOs" and ch. 5 "Alerting on SLOs").
 *
 * <p>Unknown below {@code minimumSamples} events. Unhealthy above {@code unhealthyAbove}, clear
 * below {@code healthyBelow}. With {@code versus} an unhealthy version is also compared with the
 * last known good one by {@link SequentialTest}; the comparison does not change the health, it
 * decides whether going back to that version may be offered.
 */
public final class RatioIndicator {

  private final Ratio ratio;
  private final Watch bad;
  private final Watch total;

  /** The indicator that a policy asks for. */
  public RatioIndicator(Ratio ratio) {
    this.ratio = ratio;
    long window = ratio.window().toMillis();
    this.bad = Watch.of(SeriesKey.Use.RATE, ratio.bad(), window);
    this.total = Watch.of(SeriesKey.Use.RATE, ratio.total(), window);
  }

  /** What it needs to be kept. */
  public List<Watch> watches() {
    return ratio.per().by() == Per.By.LABEL
        ? List.of(bad, total, bad.by(ratio.per().label()), total.by(ratio.per().label()))
        : List.of(bad, total);
  }

  /** What it counts, as a name. */
  public String measure() {
    return bad.key().selector() + " / " + total.key().selector();
  }

  /** The series that tells how busy something is. */
  public SeriesKey traffic() {
    return total.key();
  }

  /** Events of a window. */
  public Counts count(Measured measured, Span span) {
    return new Counts(measured.sum(bad.key(), span), measured.sum(total.key(), span));
  }

  /** Compares the events of versions that run side by side. */
  public Finding beside(Measured suspect, Measured other, Span span) {
    Strata strata = strata(span);
    return SequentialTest.beside(tally(suspect, strata), tally(other, strata), strata.millis());
  }

  /** Compares a version's events with those that another one had when it was proven. */
  public Finding before(Measured suspect, Counts proven, Span span) {
    Strata strata = strata(span);
    return SequentialTest.before(
        tally(suspect, strata), proven.bad(), proven.total(), strata.millis());
  }

  private Strata strata(Span span) {
    return Strata.until(span, total.key().paneMillis());
  }

  private Tally tally(Measured measured, Strata strata) {
    return new Tally(
        measured.sums(bad.key(), strata), measured.sums(total.key(), strata), strata.panes());
  }

  /** Whether so many events are enough to judge by. */
  public boolean enough(Counts counts) {
    return counts.total() >= ratio.minimumSamples();
  }

  /** Judges the events of one version or pod. */
  public Reading read(Subject subject, Counts counts, Span span, Optional<Baseline> baseline) {
    if (!enough(counts)) {
      return Reading.unknown(
          subject,
          () ->
              counts.total() == 0
                  ? List.of()
                  : List.of(evidence(subject, counts, span, Optional.empty(), null)),
          () -> tooFew(subject, counts));
    }
    if (counts.ratio() <= ratio.unhealthyAbove()) {
      return healthy(subject, counts, span);
    }
    return unhealthy(subject, counts, span, baseline);
  }

  private Reading healthy(Subject subject, Counts counts, Span span) {
    boolean clear = counts.ratio() < ratio.healthyBelow();
    return new Reading(
        subject,
        Health.HEALTHY,
        clear,
        Comparison.NOT_MADE,
        () -> List.of(evidence(subject, counts, span, Optional.empty(), null)),
        () ->
            says(subject, counts)
                + (clear
                    ? ", below " + Numbers.percent(ratio.healthyBelow())
                    : ", not above " + Numbers.percent(ratio.unhealthyAbove())));
  }

  private Reading unhealthy(
      Subject subject, Counts counts, Span span, Optional<Baseline> baseline) {
    Supplier<String> above =
        () -> says(subject, counts) + ", above " + Numbers.percent(ratio.unhealthyAbove());
    if (ratio.versus().isEmpty()) {
      return unhealthy(
          subject,
          Comparison.NOT_MADE,
          () -> List.of(evidence(subject, counts, span, Optional.empty(), null)),
          above);
    }
    if (baseline.isEmpty()) {
      return unhealthy(
          subject,
          Comparison.NO_BASELINE,
          () -> List.of(evidence(subject, counts, span, Optional.empty(), null)),
          () -> above.get() + "; no other version to compare with");
    }
    Finding finding = baseline.get().finding();
    return unhealthy(
        subject,
        finding.comparison(),
        () -> List.of(evidence(subject, counts, span, baseline, finding.pValue())),
        () -> above.get() + "; " + versus(baseline.get()) + finding.says());
  }

  private static Reading unhealthy(
      Subject subject,
      Comparison comparison,
      Supplier<List<Evidence>> numbers,
      Supplier<String> says) {
    return new Reading(subject, Health.UNHEALTHY, false, comparison, numbers, says);
  }

  private String says(Subject subject, Counts counts) {
    return Numbers.percent(counts.ratio())
        + " of "
        + Numbers.count(counts.total())
        + " events of "
        + subject.who()
        + " failed in "
        + Numbers.duration(ratio.window().toMillis());
  }

  private String tooFew(Subject subject, Counts counts) {
    return "only "
        + Numbers.count(counts.total())
        + " of "
        + Numbers.count(ratio.minimumSamples())
        + " events of "
        + subject.who()
        + " in "
        + Numbers.duration(ratio.window().toMillis());
  }

  private static String versus(Baseline baseline) {
    return baseline.version()
        + (baseline.beside() ? " beside it has " : " had ")
        + Numbers.percent(baseline.counts().ratio());
  }

  private Evidence evidence(
      Subject subject,
      Counts counts,
      Span span,
      Optional<Baseline> baseline,
      @Nullable Double pValue) {
    return subject
        .evidence(ratio.word())
        .setWindowMillis(span.lengthMillis())
        .setValue(counts.ratio())
        .setUnit("ratio")
        .setThreshold(ratio.unhealthyAbove())
        .setBaseline(baseline.map(each -> each.counts().ratio()).orElse(null))
        .setBaselineVersion(baseline.map(Baseline::version).orElse(null))
        .setPValue(pValue)
        .setSamples(Math.round(counts.total()))
        .setFrom(Instant.ofEpochMilli(span.startMillis()))
        .setTo(Instant.ofEpochMilli(span.endMillis()))
        .build();
  }
}
