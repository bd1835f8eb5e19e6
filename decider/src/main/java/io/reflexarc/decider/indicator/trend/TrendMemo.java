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
 * Slopes that were fitted already. A fit looks at whole panes only, so it changes when one is over
 * or leaves the window, and not at every tick. It holds nothing that the panes do not say: losing
 * it costs time only.
 */
public final class TrendMemo {

  private final Map<Slot, Fitted> fitted = new HashMap<>();

  private record Slot(String instance, SeriesKey key, long lengthMillis) {}

  /**
   * A fit.
   *
   * @param first the oldest pane of the window that there is; a process that starts anew begins
   *     with a younger one
   * @param last the youngest pane that is over
   */
  private record Fitted(long first, long last, long notBefore, Climb climb) {}

  Climb of(Instance instance, Series series, Span span, Supplier<Climb> fit) {
    long first = series.firstPane(span);
    long last = series.lastWholePane(span);
    Slot slot = new Slot(instance.id(), series.key(), span.lengthMillis());
    Fitted known = fitted.get(slot);
    if (known != null
        && known.first() == first
        && known.last() == last
        && known.notBefore() == span.notBefore()) {
      return known.climb();
    }
    Climb climb = fit.get();
    fitted.put(slot, new Fitted(first, last, span.notBefore(), climb));
    return climb;
  }

  /** Forgets instances that are gone. */
  public void retain(Set<String> instances) {
    fitted.keySet().removeIf(slot -> !instances.contains(slot.instance()));
  }
}
