package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.ratio.Baseline;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.indicator.ratio.RatioIndicator;
import io.reflexarc.decider.proven.Proof;
import io.reflexarc.decider.proven.Template;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.policy.Per;
import io.reflexarc.schemas.policy.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks {@link RatioIndicator} of each version, and finds what to compare a sick one with. */
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

  /** Events of a version in the window. */
  Counts count(Look look, String version) {
    return indicator.count(look.windows().instancesOf(version), span(look));
  }

  private Span span(Look look) {
    return look.span(ratio.window().toMillis());
  }

  @Override
  public List<Reading> read(Look look) {
    List<Reading> readings = new ArrayList<>();
    for (String version : look.fleet().serving()) {
      if (ratio.per() == Per.POD) {
        readPods(look, version, readings);
      } else {
        Counts counts = count(look, version);
        readings.add(
            indicator.read(
                Subject.ofVersion(version),
                counts,
                span(look),
                baseline(look, version, look.windows().instancesOf(version), counts)));
      }
    }
    return readings;
  }

  private void readPods(Look look, String version, List<Reading> readings) {
    for (Instance instance : look.windows().instancesOf(version)) {
      Counts counts = indicator.count(List.of(instance), span(look));
      readings.add(
          indicator.read(
              Subject.ofPod(version, instance.pod()),
              counts,
              span(look),
              baseline(look, version, List.of(instance), counts)));
    }
  }

  private Optional<Baseline> baseline(
      Look look, String version, List<Instance> suspect, Counts counts) {
    if (ratio.versus().isEmpty() || counts.ratio() <= ratio.unhealthyAbove()) {
      return Optional.empty();
    }
    return beside(look, version, suspect, true)
        .or(() -> before(look, version, suspect))
        .or(() -> beside(look, version, suspect, false));
  }

  /** A version that runs side by side: known good ones only, or any. */
  private Optional<Baseline> beside(
      Look look, String version, List<Instance> suspect, boolean good) {
    return look.fleet().serving().stream()
        .filter(other -> !other.equals(version))
        .filter(other -> !good || good(look, other))
        .map(other -> new Other(other, count(look, other)))
        .filter(other -> indicator.enough(other.counts()))
        .max(Comparator.comparingDouble(other -> other.counts().total()))
        .map(
            other ->
                new Baseline(
                    other.version(),
                    other.counts(),
                    true,
                    indicator.beside(
                        suspect, look.windows().instancesOf(other.version()), span(look))));
  }

  private record Other(String version, Counts counts) {}

  private static boolean good(Look look, String version) {
    return look.fleet().carriers(version).stream()
        .anyMatch(carrier -> look.fleet().good(carrier, look.ledger(), look.now()));
  }

  /** The proven version of the same object that the sick one replaced. */
  private Optional<Baseline> before(Look look, String version, List<Instance> suspect) {
    return look.fleet().carriers(version).stream()
        .flatMap(carrier -> look.fleet().history(carrier).stream())
        .filter(other -> !other.getVersion().equals(version))
        .flatMap(other -> proof(look, other).stream())
        .findFirst()
        .map(
            other ->
                new Baseline(
                    other.version(),
                    other.counts(),
                    false,
                    indicator.before(suspect, other.counts(), span(look))));
  }

  private static Optional<Other> proof(Look look, VersionState version) {
    return look.ledger()
        .of(Template.of(version))
        .filter(Proof::stands)
        .map(proof -> new Other(version.getVersion(), new Counts(proof.bad(), proof.total())));
  }
}
