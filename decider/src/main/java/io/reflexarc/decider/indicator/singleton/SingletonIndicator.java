package io.reflexarc.decider.indicator.singleton;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.Watched;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.HeldState;
import io.reflexarc.schemas.policy.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * More than one pod claims to lead: the split brain that a lease alone does not prevent, since a
 * leader that is cut off goes on until it is stopped (Gray and Cheriton: Leases, SOSP 1989;
 * Kleppmann: Designing Data-Intensive Applications, ch. 8 "The leader and the lock"). With {@code
 * C} the pods that claim and {@code h} who took the lease last: each {@code p ∈ C, p ≠ h} is
 * unhealthy when {@code |C| > 1}. Where nobody knows {@code h}, no pod can be blamed, and the
 * workload is.
 *
 * <p>A gauge claims by its youngest sample, not older than the window. A fact claims while its
 * state holds; instants claim when told within the window, unless another pod began to claim after
 * the last of them: that was a change of leaders. A silent pod may claim: until each that has a
 * gauge has spoken, one claimant proves no health, and all is unknown.
 */
public final class SingletonIndicator {

  private final Singleton singleton;
  private final List<Watch> watches;

  /** The indicator that a policy asks for. */
  public SingletonIndicator(Singleton singleton) {
    this.singleton = singleton;
    this.watches =
        singleton.metric().stream()
            .map(it -> Watch.of(SeriesKey.Use.LEVEL, it, singleton.window().toMillis()))
            .toList();
  }

  /** What it needs to be kept. */
  public List<Watch> watches() {
    return watches;
  }

  /** Whether a fact is to be kept. */
  public boolean counts(Fact fact) {
    return singleton.fact().filter(fact::matches).isPresent();
  }

  /** Whether it is a pod that says by a gauge whether it claims. */
  public boolean measures(Measured measured) {
    return watches.stream().anyMatch(watch -> !measured.series(watch.key()).isEmpty());
  }

  /** Whether a pod claims by its gauge; null when that is not known. */
  public @Nullable Boolean claims(Measured measured, Span span) {
    return watches.stream()
        .flatMap(watch -> measured.series(watch.key()).stream())
        .filter(series -> series.lastAt() > span.startMillis())
        .max(Comparator.comparingLong(Series::lastAt))
        .map(series -> series.lastValue() > 0)
        .orElse(null);
  }

  /** What facts say: for each pod that they speak of whether it claims. */
  public Claims told(
      Collection<Fact> states, Collection<Fact> instants, Span span, Watched watched) {
    TreeMap<Subject, Boolean> pods = new TreeMap<>();
    boolean settled = watched.millis() >= HeldState.SETTLE.toMillis();
    for (Fact state : states) {
      if (state.pod() != null && counts(state) && (settled || state.at() > watched.since())) {
        pods.merge(Subject.ofPod(state.version(), state.pod()), !state.ended(), Boolean::logicalOr);
      }
    }
    claimed(instants, span).forEach((pod, claims) -> pods.merge(pod, claims, Boolean::logicalOr));
    return new Claims(pods, 0);
  }

  private Map<Subject, Boolean> claimed(Collection<Fact> instants, Span span) {
    Map<Subject, Long> first = new HashMap<>();
    Map<Subject, Long> last = new HashMap<>();
    for (Fact fact : instants) {
      boolean within = fact.at() > span.startMillis() && fact.at() <= span.endMillis();
      if (fact.pod() != null && !fact.ofState() && counts(fact) && within) {
        Subject pod = Subject.ofPod(fact.version(), fact.pod());
        first.merge(pod, fact.at(), Math::min);
        last.merge(pod, fact.at(), Math::max);
      }
    }
    long latestBegin = first.values().stream().mapToLong(at -> at).max().orElse(Long.MIN_VALUE);
    Map<Subject, Boolean> claims = new HashMap<>();
    last.forEach((pod, at) -> claims.put(pod, at >= latestBegin));
    return claims;
  }

  /** Who took the lease last, of what was told of leases. */
  public Optional<Holder> holder(Collection<Fact> taken) {
    return taken.stream()
        .filter(fact -> fact.attributes().containsKey(Fact.LEASE))
        .filter(fact -> singleton.lease().filter(it -> !it.equals(lease(fact))).isEmpty())
        .max(Comparator.naturalOrder())
        .map(fact -> new Holder(podOf(fact), lease(fact)));
  }

  private static String lease(Fact fact) {
    return fact.attributes().getOrDefault(Fact.LEASE, "");
  }

  private static String podOf(Fact fact) {
    String pod = fact.pod();
    return pod == null ? fact.attributes().getOrDefault("holder", "") : pod;
  }

  /** Judges each pod of which something is known, and the workload where none can be blamed. */
  public List<Reading> read(Claims claims, Optional<Holder> holder, Span span) {
    if (claims.pods().isEmpty()) {
      return List.of(
          Reading.unknown(Subject.WORKLOAD, () -> "no pod says whether it claims to lead"));
    }
    List<Subject> claimants = claims.claimants();
    boolean split = claimants.size() > 1;
    if (!split && claims.silent() > 0) {
      return unknown(claims);
    }
    List<Reading> readings = new ArrayList<>();
    readings.add(workload(claimants, split && holder.isEmpty(), span));
    claims
        .pods()
        .forEach(
            (pod, claiming) -> {
              boolean wrong =
                  split && claiming && holder.filter(it -> !it.pod().equals(pod.pod())).isPresent();
              readings.add(pod(pod, claimants, claiming, wrong ? holder : Optional.empty(), span));
            });
    return readings;
  }

  private static List<Reading> unknown(Claims claims) {
    Supplier<String> why = () -> claims.silent() + " pods do not say whether they claim to lead";
    List<Reading> readings = new ArrayList<>();
    readings.add(Reading.unknown(Subject.WORKLOAD, why));
    claims.pods().keySet().forEach(pod -> readings.add(Reading.unknown(pod, why)));
    return readings;
  }

  private Reading workload(List<Subject> claimants, boolean blamed, Span span) {
    return reading(
        Subject.WORKLOAD,
        blamed,
        claimants,
        span,
        () -> count(claimants) + (blamed ? ", and which of them holds a lease is not known" : ""));
  }

  private Reading pod(
      Subject pod, List<Subject> claimants, boolean claiming, Optional<Holder> other, Span span) {
    return reading(
        pod,
        other.isPresent(),
        claimants,
        span,
        () ->
            pod.who()
                + (claiming ? " claims to lead" : " does not claim to lead")
                + other
                    .map(it -> " without lease " + it.lease() + ", which " + it.pod() + " holds")
                    .orElse(""));
  }

  private static String count(List<Subject> claimants) {
    String names =
        claimants.stream()
            .map(Subject::part)
            .map(part -> "" + part.name())
            .collect(Collectors.joining(", "));
    return switch (claimants.size()) {
      case 0 -> "no pod claims to lead";
      case 1 -> "one pod claims to lead (" + names + ")";
      default -> claimants.size() + " pods claim to lead (" + names + ")";
    };
  }

  private Reading reading(
      Subject subject, boolean sick, List<Subject> claimants, Span span, Supplier<String> says) {
    return new Reading(
        subject,
        sick ? Health.UNHEALTHY : Health.HEALTHY,
        !sick,
        Comparison.NOT_MADE,
        () -> List.of(evidence(subject, claimants.size(), span)),
        says);
  }

  private Evidence evidence(Subject subject, int claimants, Span span) {
    return subject
        .evidence(singleton.word())
        .setWindowMillis(span.lengthMillis())
        .setValue(claimants)
        .setUnit("count")
        .setThreshold(1.0)
        .setSamples(claimants)
        .setFrom(Instant.ofEpochMilli(span.startMillis()))
        .setTo(Instant.ofEpochMilli(span.endMillis()))
        .build();
  }
}
