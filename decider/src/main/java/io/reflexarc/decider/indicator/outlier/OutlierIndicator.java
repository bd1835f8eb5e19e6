package io.reflexarc.decider.indicator.outlier;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Outlier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pod that is worse than its peers, and than it was; after {@code SlowBrokerFinder} of Cruise
 * Control, which asks a broker's own past, its peers, an absolute limit and its traffic at once and
 * keeps a score that rises with each abnormal look and falls with each other one.
 *
 * <p>Event time is cut into steps at multiples of their length; only those that are over count,
 * each once, so looking more often changes nothing. In each step {@link Jury} says which pods of a
 * version are strange. The score of a pod: {@code s ← min(2·score, s + 1)} after a strange step,
 * {@code s ← max(0, s − 1)} after another one in which it was judged. Unhealthy from {@code score}
 * on, clear at 0. The strange steps do not become its past, so a lasting fault stays one.
 *
 * <p>More than a tenth of the pods strange (of few pods: more than one) have a cause in common, and
 * then nobody is an outlier. Unknown with fewer peers or samples than asked for, and until it was
 * judged in so many steps as the score takes.
 */
public final class OutlierIndicator {

  private final Outlier outlier;
  private final Meter meter;
  private final Jury jury;

  /** The indicator that a policy asks for. */
  public OutlierIndicator(Outlier outlier) {
    this.outlier = outlier;
    this.meter = new Meter(outlier);
    this.jury = new Jury(outlier);
  }

  /** What it needs to be kept. */
  public List<Watch> watches() {
    return meter.watches();
  }

  /**
   * A pod and what was measured of it.
   *
   * @param subject the pod
   * @param measured what was measured
   */
  public record Pod(Subject subject, Measured measured) {}

  /** Judges the pods of one version. */
  public List<Reading> read(List<Pod> pods, Span history) {
    List<Course> courses = new ArrayList<>();
    TreeSet<Long> steps = new TreeSet<>();
    for (Pod pod : pods) {
      SortedMap<Long, Shown> shown = meter.steps(pod.measured(), history);
      steps.addAll(shown.keySet());
      courses.add(new Course(pod.subject(), shown));
    }
    steps.forEach(step -> jury.judge(step, courses));
    long high = courses.stream().filter(course -> course.score() >= outlier.score()).count();
    boolean tooMany = high > Jury.mostOf(courses.size());
    return courses.stream().map(course -> read(course, tooMany, history)).toList();
  }

  private Reading read(Course course, boolean tooMany, Span history) {
    long length = outlier.step().toMillis();
    long current = Math.floorDiv(history.endMillis(), length);
    boolean recent = course.lastStep() >= current - outlier.score();
    if (!recent || course.judged() < outlier.score()) {
      return Reading.unknown(course.pod(), () -> tooLittle(course, recent));
    }
    Shown last = course.at(course.lastStep());
    boolean unhealthy = course.score() >= outlier.score() && !tooMany;
    Supplier<String> says = () -> says(course, last, tooMany);
    return new Reading(
        course.pod(),
        unhealthy ? Health.UNHEALTHY : Health.HEALTHY,
        !unhealthy && course.score() == 0,
        Comparison.NOT_MADE,
        () -> List.of(evidence(course, last, length)),
        says);
  }

  private String tooLittle(Course course, boolean recent) {
    return course.pod().who()
        + (recent
            ? " was compared with its peers in "
                + course.judged()
                + " of "
                + outlier.score()
                + " steps"
            : " cannot be compared: too few samples, or fewer than "
                + outlier.minimumPeers()
                + " peers");
  }

  private String says(Course course, @Nullable Shown last, boolean tooMany) {
    String now =
        course.pod().who()
            + verb()
            + amount(last == null ? 0 : last.value())
            + " in "
            + Numbers.duration(outlier.step().toMillis())
            + ", its peers "
            + amount(course.peers())
            + (course.past().isEmpty()
                ? ""
                : ", itself before " + amount(Field.median(course.past())));
    String score = "; score " + course.score() + " of " + outlier.score();
    return now
        + score
        + (tooMany || course.isShared() ? "; too many are alike for it to be its own fault" : "");
  }

  private String verb() {
    if (outlier.measure() instanceof Outlier.Share) {
      return " fails ";
    }
    return outlier.measure() instanceof Outlier.Slowness ? " takes " : " shows ";
  }

  private String amount(double value) {
    if (outlier.measure() instanceof Outlier.Share) {
      return Numbers.percent(value);
    }
    return outlier.measure() instanceof Outlier.Slowness
        ? Numbers.seconds(value)
        : Numbers.decimal(value);
  }

  private String unit() {
    if (outlier.measure() instanceof Outlier.Share) {
      return "ratio";
    }
    return outlier.measure() instanceof Outlier.Slowness ? "s" : "value";
  }

  private Evidence evidence(Course course, @Nullable Shown last, long length) {
    return course
        .pod()
        .evidence(outlier.word())
        .setWindowMillis(outlier.window().toMillis())
        .setValue(last == null ? 0 : last.value())
        .setUnit(unit())
        .setThreshold(outlier.floor())
        .setBaseline(course.peers())
        .setSamples(Math.round(last == null ? 0 : last.samples()))
        .setFrom(Instant.ofEpochMilli((course.lastStep() - outlier.score() + 1) * length))
        .setTo(Instant.ofEpochMilli((course.lastStep() + 1) * length))
        .build();
  }
}
