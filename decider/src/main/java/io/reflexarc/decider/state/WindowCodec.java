package io.reflexarc.decider.state;

import io.reflexarc.decider.state.avro.StoredInstance;
import io.reflexarc.decider.state.avro.StoredPane;
import io.reflexarc.decider.state.avro.StoredScrape;
import io.reflexarc.decider.state.avro.StoredSeries;
import io.reflexarc.decider.state.avro.StoredValue;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Pane;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Instances and scrapes as they are stored. */
final class WindowCodec {

  private WindowCodec() {}

  static StoredInstance write(Instance instance) {
    List<StoredSeries> series = new ArrayList<>();
    instance.series().forEach(each -> series.add(write(each)));
    return StoredInstance.newBuilder()
        .setId(instance.id())
        .setPod(instance.pod())
        .setVersion(instance.version())
        .setStartedAt(instance.startedAt())
        .setLastAt(instance.lastAt())
        .setSeries(series)
        .build();
  }

  private static StoredSeries write(Series series) {
    List<StoredPane> panes = new ArrayList<>();
    for (Pane pane : series.panes()) {
      panes.add(
          new StoredPane(pane.index(), pane.sum(), pane.count(), pane.last(), pane.coveredFrom()));
    }
    SeriesKey key = series.key();
    return new StoredSeries(
        key.use().name(),
        key.selector(),
        key.paneMillis(),
        series.lastValue(),
        series.lastAt(),
        panes);
  }

  static Instance read(StoredInstance stored) {
    return new Instance(
        stored.getId(),
        stored.getPod(),
        stored.getVersion(),
        stored.getStartedAt(),
        stored.getLastAt(),
        stored.getSeries().stream().map(WindowCodec::read).toList());
  }

  private static Series read(StoredSeries stored) {
    List<Pane> panes = new ArrayList<>();
    for (StoredPane pane : stored.getPanes()) {
      panes.add(
          new Pane(
              pane.getIndex(),
              pane.getSum(),
              pane.getCount(),
              pane.getLast(),
              pane.getCoveredFrom()));
    }
    return new Series(
        key(stored.getUse(), stored.getSelector(), stored.getPaneMillis()),
        panes,
        stored.getLastValue(),
        stored.getLastAt());
  }

  static StoredScrape writeScrape(Scrape scrape) {
    List<StoredValue> values = new ArrayList<>();
    scrape
        .values()
        .forEach(
            (key, value) ->
                values.add(
                    new StoredValue(key.use().name(), key.selector(), key.paneMillis(), value)));
    return StoredScrape.newBuilder()
        .setInstance(scrape.instance())
        .setPod(scrape.pod())
        .setVersion(scrape.version())
        .setAt(scrape.at())
        .setStartedAt(scrape.startedAt())
        .setValues(values)
        .build();
  }

  static Scrape readScrape(StoredScrape stored) {
    Map<SeriesKey, Double> values = new TreeMap<>();
    for (StoredValue value : stored.getValues()) {
      values.put(key(value.getUse(), value.getSelector(), value.getPaneMillis()), value.getValue());
    }
    return new Scrape(
        stored.getInstance(),
        stored.getPod(),
        stored.getVersion(),
        stored.getAt(),
        stored.getStartedAt(),
        values);
  }

  private static SeriesKey key(String use, String selector, long paneMillis) {
    return new SeriesKey(SeriesKey.Use.valueOf(use), selector, paneMillis);
  }
}
