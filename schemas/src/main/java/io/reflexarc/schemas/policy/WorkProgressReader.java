package io.reflexarc.schemas.policy;

import io.reflexarc.schemas.policy.Per.By;
import io.reflexarc.schemas.policy.WorkProgress.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.symptom.progress}. */
final class WorkProgressReader {

  static final Duration DEFAULT_WINDOW = Duration.ofMinutes(5);
  static final long DEFAULT_ARRIVALS = 10;
  static final long DEFAULT_BACKLOG = 1;
  static final long MOST = 1_000_000_000;
  static final List<By> PER = List.of(By.WORKLOAD, By.VERSION, By.POD);

  private static final String ARRIVALS = "arrivals";
  private static final String BACKLOG = "backlog";

  private WorkProgressReader() {}

  static IndicatorRead read(Fields fields) {
    Optional<Work> work = work(fields);
    Optional<MetricSelector> completions =
        SelectorReader.read(fields.mapping("completions", "{metric: jobs_done_total}"));
    if (completions.isPresent() && completions.equals(work.map(Work::metric))) {
      fields.mistake("completions", "selects the same series as the work, write another counter");
    }
    Optional<Per> per = PerReader.read(fields, Per.POD, PER);
    Optional<Duration> window =
        fields.or(
            "window", DEFAULT_WINDOW, Scalars.duration(Indicator.MIN_WINDOW, Indicator.MAX_WINDOW));
    Optional<Long> atLeast =
        fields.or(
            "atLeast",
            fields.has(ARRIVALS) ? DEFAULT_ARRIVALS : DEFAULT_BACKLOG,
            Scalars.wholeNumber(1, MOST));
    Optional<Indicator> progress =
        fields.finish()
            ? Optional.of(
                new WorkProgress(
                    work.orElseThrow(),
                    completions.orElseThrow(),
                    per.orElseThrow(),
                    window.orElseThrow(),
                    atLeast.orElseThrow()))
            : Optional.empty();
    return new IndicatorRead(progress, per, window);
  }

  private static Optional<Work> work(Fields fields) {
    boolean arrivals = fields.has(ARRIVALS);
    boolean backlog = fields.has(BACKLOG);
    if (arrivals && backlog) {
      fields.mistake(BACKLOG, "stands beside arrivals, write one of the two");
    }
    if (!arrivals && !backlog) {
      fields.mistake(ARRIVALS, "is missing, write a counter of arrivals, or a gauge as backlog");
      return Optional.empty();
    }
    return arrivals
        ? SelectorReader.read(fields.mapping(ARRIVALS, "{metric: jobs_received_total}"))
            .map(WorkProgress.Arrivals::new)
        : SelectorReader.read(fields.mapping(BACKLOG, "{metric: queue_depth}"))
            .map(WorkProgress.Backlog::new);
  }
}
