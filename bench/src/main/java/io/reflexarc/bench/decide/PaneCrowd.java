package io.reflexarc.bench.decide;

import io.reflexarc.decider.ingest.SampleSorter;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.schemas.avro.MetricSamples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The panes of many targets, by the decider's own code, of which nobody judges anything. */
final class PaneCrowd {

  private final SampleSorter sorter;
  private final Map<String, TargetWindows> targets = new HashMap<>();

  PaneCrowd(List<Rule> rules) {
    this.sorter = new SampleSorter(rules);
  }

  /** A scrape goes into panes at once. */
  void take(String target, MetricSamples samples) {
    TargetWindows windows = targets.computeIfAbsent(target, key -> new TargetWindows());
    sorter.sort(samples).scrape().ifPresent(scrape -> take(windows, scrape));
  }

  private void take(TargetWindows windows, Scrape scrape) {
    windows.offer(scrape, Long.MIN_VALUE);
    windows.drain(scrape.at(), sorter.retention());
  }

  /** How many series are kept of all. */
  long series() {
    return targets.values().stream()
        .flatMap(each -> each.instances().stream())
        .mapToLong(each -> each.series().size())
        .sum();
  }
}
