package io.reflexarc.decider.indicator.outlier;

import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.schemas.policy.Outlier;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Judges all pods of a version in one step. A pod is strange when all four witnesses say so: it is
 * above the floor; it is at least {@code times} the median of the pods, and beyond chance; the same
 * holds for each unit of traffic; and it is at least {@code times} the median of its own past,
 * where there are {@link #FEWEST_PAST} steps of that. Beyond chance is a level whose {@link
 * Field#score} is above {@link #BEYOND}, and a share that differs from that of all others by {@link
 * ProportionTest} at the level {@link #ALPHA}.
 */
final class Jury {

  /** Iglewicz and Hoaglin's limit of the modified z score. */
  static final double BEYOND = 3.5;

  /** Level of the test of shares. */
  static final double ALPHA = 0.001;

  /** With fewer steps of its own past a pod has none that could speak for it. */
  static final int FEWEST_PAST = 3;

  /** More than this part of the pods have a cause in common. */
  static final int OF_THEM_AT_MOST = 10;

  private final Outlier outlier;

  Jury(Outlier outlier) {
    this.outlier = outlier;
  }

  /** How many of so many pods may be strange before it is no longer their own fault. */
  static int mostOf(int pods) {
    return Math.max(1, pods / OF_THEM_AT_MOST);
  }

  /** What all pods showed in a step. */
  private record Step(
      Map<Course, Shown> shown, Field values, Field perTraffic, double bad, double total) {

    static Step of(long number, List<Course> pods) {
      Map<Course, Shown> shown = new TreeMap<>();
      for (Course pod : pods) {
        Shown its = pod.at(number);
        if (its != null) {
          shown.put(pod, its);
        }
      }
      return new Step(
          shown,
          field(shown, Shown::value),
          field(shown, each -> each.perTraffic().orElse(0)),
          sum(shown, Counts::bad),
          sum(shown, Counts::total));
    }

    private static Field field(Map<Course, Shown> shown, ToDoubleFunction<Shown> what) {
      return Field.of(shown.values().stream().map(what::applyAsDouble).toList());
    }

    private static double sum(Map<Course, Shown> shown, ToDoubleFunction<Counts> what) {
      return shown.values().stream()
          .flatMap(each -> each.counts().stream())
          .mapToDouble(what)
          .sum();
    }

    /** The events of all but one. */
    Counts without(Counts one) {
      return new Counts(Math.max(0, bad - one.bad()), Math.max(0, total - one.total()));
    }
  }

  void judge(long number, List<Course> pods) {
    Step step = Step.of(number, pods);
    if (step.shown().size() <= outlier.minimumPeers()) {
      return;
    }
    Set<Course> strange = new HashSet<>();
    step.shown()
        .forEach(
            (pod, shown) -> {
              if (isStrange(pod, shown, step)) {
                strange.add(pod);
              }
            });
    boolean shared = strange.size() > mostOf(step.shown().size());
    double median = step.values().median();
    step.shown()
        .forEach(
            (pod, shown) -> {
              if (!strange.contains(pod)) {
                pod.normal(number, median, shown.value());
              } else if (shared) {
                pod.shared(number, median);
              } else {
                pod.abnormal(number, median, 2 * outlier.score());
              }
            });
  }

  private boolean isStrange(Course pod, Shown shown, Step step) {
    return shown.value() > outlier.floor()
        && isAboveItsPast(pod, shown)
        && shown.value() >= outlier.times() * step.values().median()
        && isBeyondChance(shown, step);
  }

  private boolean isAboveItsPast(Course pod, Shown shown) {
    return pod.past().size() < FEWEST_PAST
        || shown.value() >= outlier.times() * Field.median(pod.past());
  }

  private boolean isBeyondChance(Shown shown, Step step) {
    Optional<Counts> counts = shown.counts();
    if (counts.isPresent()) {
      return ProportionTest.pValue(counts.get(), step.without(counts.get())) < ALPHA;
    }
    return step.values().score(shown.value()) > BEYOND
        && (shown.perTraffic().isEmpty()
            || isBeyondTraffic(shown.perTraffic().getAsDouble(), step.perTraffic()));
  }

  private boolean isBeyondTraffic(double own, Field field) {
    return own >= outlier.times() * field.median() && field.score(own) > BEYOND;
  }
}
