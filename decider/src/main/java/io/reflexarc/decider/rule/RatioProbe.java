package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Part.LabelValue;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.ratio.Baseline;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.indicator.ratio.RatioIndicator;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Per;
import io.reflexarc.schemas.policy.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks {@link RatioIndicator} of each slice, and finds what to compare a sick one with. */
final class RatioProbe implements Probe {

  private final Ratio ratio;
  private final RatioIndicator indicator;

  RatioProbe(Ratio ratio) {
    this.ratio = ratio;
    this.indicator = new RatioIndicator(ratio);
  }

  @Override
  public List<Watch> watches() {
    return indicator.watches();
  }

  /** All events of a version, and those of each value of a label that is judged by itself. */
  @Override
  public Map<String, Counts> counted(Look look, String version) {
    Map<String, Counts> counted = new TreeMap<>();
    Subject whole = Subject.ofVersion(version);
    counted.put(measure(whole), indicator.count(Slice.all(look, version), span(look)));
    for (Slice slice : split(look).map(each -> each.slices(look)).orElse(List.of())) {
      if (slice.subject().version().equals(version)) {
        counted.put(measure(slice.subject()), indicator.count(slice.measured(), span(look)));
      }
    }
    return counted;
  }

  private String measure(Subject subject) {
    return subject.part() instanceof LabelValue
        ? indicator.measure() + " of " + subject.part().key()
        : indicator.measure();
  }

  private Span span(Look look) {
    return look.span(ratio.window().toMillis());
  }

  /** How far back versions are compared. */
  private Span compared(Look look) {
    return look.span(ratio.memory().toMillis());
  }

  private Optional<Split> split(Look look) {
    return ratio.per().by() == Per.By.LABEL
        ? Optional.of(Split.of(ratio.per().label(), look, indicator.traffic(), span(look)))
        : Optional.empty();
  }

  @Override
  public List<Reading> read(Look look) {
    Optional<Split> split = split(look);
    List<Slice> slices =
        split.map(each -> each.slices(look)).orElseGet(() -> Slice.of(ratio.per(), look));
    List<Reading> readings = new ArrayList<>();
    for (Slice slice : slices) {
      Counts counts = indicator.count(slice.measured(), span(look));
      if (counts.total() > 0 || !Split.isOther(slice.subject().part())) {
        readings.add(
            indicator.read(
                slice.subject(), counts, span(look), baseline(look, split, slice, counts)));
      }
    }
    return readings;
  }

  private Optional<Baseline> baseline(Look look, Optional<Split> split, Slice sick, Counts counts) {
    if (ratio.versus().isEmpty() || counts.ratio() <= ratio.unhealthyAbove()) {
      return Optional.empty();
    }
    return Rival.of(
            sick.subject().version(),
            look,
            other -> indicator.count(same(look, split, sick, other), span(look)).total(),
            ratio.minimumSamples(),
            measure(sick.subject()))
        .map(rival -> baseline(look, split, sick, rival));
  }

  private Baseline baseline(Look look, Optional<Split> split, Slice sick, Rival rival) {
    String other = rival.version();
    if (rival.proven().isPresent()) {
      Counts proven = rival.proven().get();
      return new Baseline(
          other, proven, false, indicator.before(sick.measured(), proven, compared(look)));
    }
    Measured beside = same(look, split, sick, other);
    return new Baseline(
        other,
        indicator.count(beside, span(look)),
        true,
        indicator.beside(sick.measured(), beside, compared(look)));
  }

  /** The same value of a label in another version; all of that where none is judged by itself. */
  private static Measured same(Look look, Optional<Split> split, Slice sick, String version) {
    return split.isPresent() && sick.subject().part() instanceof LabelValue part
        ? split.get().of(part, look.windows().instancesOf(version))
        : Slice.all(look, version);
  }
}
