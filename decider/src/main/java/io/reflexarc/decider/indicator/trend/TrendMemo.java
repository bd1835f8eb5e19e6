package io.reflexarc.decider.indicator.trend;

import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Slopes that were fitted already. A fit looks at whole panes only, so it changes when a pane ends
 * and not at every tick. It holds nothing that the panes do not say: losing it costs time only.
 */
public final class TrendMemo {

  private final Map<Slot, Fitted> fitted = new HashMap<>();

  private record Slot(String instance, SeriesKey key, long lengthMillis) {}

  /**
   * A fit.
   *
   * @param pane the pane in progress
   * @param firstPane the first pane of the window or, where it is younger, of the series: a process
   *     that starts anew begins with it
   */
  private record Fitted(long pane, long notBefore, long firstPane, Climb climb) {}

  Climb of(Instance instance, Series series, Span span, Supplier<Climb> fit) {
    long pane = series.key().paneOf(span.endMillis());
    long first = Math.max(series.firstPane(), span.firstPane(series.key().paneMillis()));
    Slot slot = new Slot(instance.id(), series.key(), span.lengthMillis());
    Fitted known = fitted.get(slot);
    if (known != null
        && known.pane() == pane
        && known.notBefore() == span.notBefore()
        && known.firstPane() == first) {
      return known.climb();
    }
    Climb climb = fit.get();
    fitted.put(slot, new Fitted(pane, span.notBefore(), first, climb));
    return climb;
  }

  /** Forgets instances that are gone. */
  public void retain(Set<String> instances) {
    fitted.keySet().removeIf(slot -> !instances.contains(slot.instance()));
  }
}
