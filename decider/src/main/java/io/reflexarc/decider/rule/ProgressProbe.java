package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.progress.ProgressIndicator;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Per;
import io.reflexarc.schemas.policy.WorkProgress;
import java.util.List;

/** Asks {@link ProgressIndicator} of each slice. */
final class ProgressProbe implements Probe {

  private final WorkProgress progress;
  private final ProgressIndicator indicator;

  ProgressProbe(WorkProgress progress) {
    this.progress = progress;
    this.indicator = new ProgressIndicator(progress);
  }

  @Override
  public List<Watch> watches() {
    return indicator.watches();
  }

  @Override
  public List<Reading> read(Look look) {
    Span span = look.span(progress.window().toMillis());
    Measured shared =
        Measured.in(
            look.windows().instances().stream().filter(each -> each.pod() == null).toList());
    boolean ofPods = progress.per().equals(Per.POD);
    return Slice.of(progress.per(), look).stream()
        .filter(slice -> !ofPods || isWorker(slice))
        .map(
            slice ->
                indicator.read(
                    slice.subject(), indicator.done(slice.measured(), shared, span), span))
        .toList();
  }

  /** Where pods are judged, what is measured of the workload as a whole is none of them. */
  private boolean isWorker(Slice slice) {
    return slice.subject().pod() != null && indicator.measures(slice.measured());
  }
}
