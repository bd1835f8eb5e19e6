package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.outlier.OutlierIndicator;
import io.reflexarc.decider.indicator.outlier.OutlierIndicator.Pod;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Outlier;
import java.util.ArrayList;
import java.util.List;

/** Asks {@link OutlierIndicator} of the pods of each version: they are each other's peers. */
final class OutlierProbe implements Probe {

  private final Outlier outlier;
  private final OutlierIndicator indicator;

  OutlierProbe(Outlier outlier) {
    this.outlier = outlier;
    this.indicator = new OutlierIndicator(outlier);
  }

  @Override
  public List<Watch> watches() {
    return indicator.watches();
  }

  @Override
  public List<Reading> read(Look look) {
    Span history = look.span(outlier.history().toMillis());
    List<Reading> readings = new ArrayList<>();
    for (String version : look.fleet().serving()) {
      List<Pod> pods =
          Slice.pods(look, version).stream()
              .filter(slice -> slice.subject().pod() != null)
              .map(slice -> new Pod(slice.subject(), slice.measured()))
              .toList();
      readings.addAll(indicator.read(pods, history));
    }
    return readings;
  }
}
