package io.reflexarc.decider.state;

import io.reflexarc.decider.state.avro.StoredInstance;
import io.reflexarc.decider.state.avro.StoredSeries;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Pane;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Instances as they are stored. */
final class WindowCodec {

  private WindowCodec() {}

  static StoredInstance write(Instance instance) {
    List<StoredSeries> series = new ArrayList<>();
    instance.series().forEach(each -> series.add(write(each)));
    return StoredInstance.newBuilder()
        .setId(instance.id())
        .setPod(instance.pod())
        .setNode(instance.node())
        .setVersion(instance.version())
        .setStartedAt(instance.startedAt())
        .setLastAt(instance.lastAt())
        .setSeries(series)
        .build();
  }

  private static StoredSeries write(Series series) {
    SeriesKey key = series.key();
    return new StoredSeries(
        key.use().name(),
        key.selector(),
        key.paneMillis(),
        series.lastValue(),
        series.lastAt(),
        List.of(),
        packed(series));
  }

  private static ByteBuffer packed(Series series) {
    SeriesKey key = series.key();
    List<Pane> panes = series.panes();
    Packer packer = new Packer().number(panes.size());
    long before = 0;
    for (Pane pane : panes) {
      packer
          .number(pane.index() - before)
          .number(pane.count())
          .number(pane.coveredFrom() - pane.index() * key.paneMillis())
          .value(pane.sum());
      if (key.keepsLevels()) {
        packer.value(pane.last());
      }
      before = pane.index();
    }
    return packer.packed();
  }

  static Instance read(StoredInstance stored) {
    return new Instance(
        stored.getId(),
        stored.getPod(),
        stored.getNode(),
        stored.getVersion(),
        stored.getStartedAt(),
        stored.getLastAt(),
        stored.getSeries().stream().map(WindowCodec::read).toList());
  }

  private static Series read(StoredSeries stored) {
    SeriesKey key = key(stored.getUse(), stored.getSelector(), stored.getPaneMillis());
    Unpacker packed = new Unpacker(stored.getPacked());
    List<Pane> panes = packed.isEmpty() ? formerPanes(stored) : panes(key, packed);
    return new Series(key, panes, stored.getLastValue(), stored.getLastAt());
  }

  private static List<Pane> panes(SeriesKey key, Unpacker packed) {
    List<Pane> panes = new ArrayList<>();
    long index = 0;
    for (long left = packed.number(); left > 0; left--) {
      index += packed.number();
      int count = Math.toIntExact(packed.number());
      long coveredFrom = index * key.paneMillis() + packed.number();
      double sum = packed.value();
      double last = key.keepsLevels() ? packed.value() : 0;
      panes.add(new Pane(index, sum, count, last, coveredFrom));
    }
    return panes;
  }

  private static List<Pane> formerPanes(StoredSeries stored) {
    return stored.getPanes().stream()
        .map(
            pane ->
                new Pane(
                    pane.getIndex(),
                    pane.getSum(),
                    pane.getCount(),
                    pane.getLast(),
                    pane.getCoveredFrom()))
        .toList();
  }

  static SeriesKey key(String use, String selector, long paneMillis) {
    return new SeriesKey(SeriesKey.Use.valueOf(use), selector, paneMillis);
  }
}
