package io.reflexarc.decider.indicator.condition;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.Watched;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Alert;
import io.reflexarc.schemas.policy.FactSelector;
import io.reflexarc.schemas.policy.HeldState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How many states hold now, as PromQL's {@code count(ALERTS == 1) >= n}: of each state the last
 * record counts, {@code |{s : phase(last(s)) = BEGAN}|}; several containers of one pod are one.
 *
 * <p>Unhealthy when at least so many hold, and at least such a share of the pods where that is
 * asked for. What began before it was listened to without a gap counts only once it has been
 * listened to for {@link HeldState#SETTLE}: till then whoever tells it may not have told its end.
 * For as long, silence says nothing either: unknown.
 */
public final class ConditionIndicator {

  private final String word;
  private final FactSelector fact;
  private final long atLeast;
  private final Optional<Double> atLeastShare;
  private final long healthyAtMost;

  /** The indicator that a policy asks for. */
  public ConditionIndicator(HeldState state) {
    this.word = state.word();
    this.fact = state.fact();
    this.atLeast = state.atLeast();
    this.atLeastShare = state.atLeastShare();
    this.healthyAtMost = state.healthyAtMost();
  }

  /** The indicator of an external alert; when it ends, it is over. */
  public ConditionIndicator(Alert alert) {
    this.word = alert.word();
    this.fact = alert.fact();
    this.atLeast = alert.atLeast();
    this.atLeastShare = Optional.empty();
    this.healthyAtMost = (alert.atLeast() - 1) / 2;
  }

  /** Which states it counts. */
  public FactSelector fact() {
    return fact;
  }

  /** How many of these states hold; each pod counts once. */
  public long count(Collection<Fact> states, Predicate<Fact> whose) {
    if (states.isEmpty()) {
      return 0;
    }
    return states.stream()
        .filter(Fact::began)
        .filter(state -> state.matches(fact))
        .filter(whose)
        .map(state -> state.pod() == null ? state.state() : "pod|" + state.pod())
        .distinct()
        .count();
  }

  /**
   * Judges the states of the workload, of one version or of one pod.
   *
   * @param held how many hold
   * @param fresh how many of them began since it is listened to without a gap
   * @param pods how many pods it has; empty when that is not known
   */
  public Reading read(Subject subject, long held, long fresh, OptionalInt pods, Watched watched) {
    boolean settled = watched.millis() >= HeldState.SETTLE.toMillis();
    if (atLeastShare.isPresent() && held >= atLeast && pods.orElse(0) == 0) {
      return unknown(subject, held, ", but how many pods there are is not known", watched);
    }
    if (reaches(settled ? held : fresh, pods)) {
      return new Reading(
          subject,
          Health.UNHEALTHY,
          false,
          Comparison.NOT_MADE,
          () -> List.of(evidence(subject, held, watched)),
          () -> says(subject, held, pods) + ", at least " + limit());
    }
    if (!settled) {
      return unknown(
          subject,
          held,
          ", but it was listened to for " + Numbers.duration(watched.millis()) + " only",
          watched);
    }
    Supplier<String> says = () -> says(subject, held, pods) + ", fewer than " + limit();
    return new Reading(
        subject,
        Health.HEALTHY,
        held <= healthyAtMost,
        Comparison.NOT_MADE,
        () -> List.of(evidence(subject, held, watched)),
        says);
  }

  private boolean reaches(long count, OptionalInt pods) {
    return count >= atLeast
        && atLeastShare.filter(share -> count < share * pods.orElse(0)).isEmpty();
  }

  private Reading unknown(Subject subject, long held, String why, Watched watched) {
    return Reading.unknown(
        subject,
        () -> List.of(evidence(subject, held, watched)),
        () -> says(subject, held, OptionalInt.empty()) + why);
  }

  private String limit() {
    return atLeastShare
        .map(share -> atLeast + " and " + Numbers.percent(share))
        .orElse("" + atLeast);
  }

  private String says(Subject subject, long held, OptionalInt pods) {
    return Numbers.count(held)
        + (pods.isPresent() && atLeastShare.isPresent() ? " of " + pods.getAsInt() : "")
        + " × "
        + name()
        + " of "
        + subject.who()
        + " now";
  }

  private String name() {
    return fact.type().equals(Alert.TYPE) && fact.where().containsKey(Alert.NAME_LABEL)
        ? "alert " + fact.where().get(Alert.NAME_LABEL)
        : fact.type();
  }

  private Evidence evidence(Subject subject, long held, Watched watched) {
    return subject
        .evidence(word)
        .setWindowMillis(HeldState.SETTLE.toMillis())
        .setValue(held)
        .setUnit("count")
        .setThreshold((double) atLeast)
        .setSamples(held)
        .setTo(Instant.ofEpochMilli(watched.horizon()))
        .build();
  }
}
