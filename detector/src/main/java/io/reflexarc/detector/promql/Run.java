package io.reflexarc.detector.promql;

import io.reflexarc.detector.attribution.Instance;
import io.reflexarc.detector.attribution.Sought;
import io.reflexarc.detector.attribution.Whereabouts;
import io.reflexarc.detector.attribution.Whereabouts.Found;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answers to all queries of a group for one moment, and whose they are. Pure. */
final class Run {

  private static final String NAME = "__name__";

  private final PromqlGroup group;
  private final Instant due;
  private final List<Row> rows = new ArrayList<>();
  private int unattributed;
  private int notNumbers;

  private record Row(PromqlQuery query, Series series, Sought sought) {}

  /** A moment of an instance. */
  record Moment(Instance instance, @Nullable Instant startedAt, Instant at) {}

  Run(PromqlGroup group, Instant due) {
    this.group = group;
    this.due = due;
  }

  /** Takes the answer to one query. */
  void add(PromqlQuery query, List<Series> answer, String ourCluster) {
    for (Series series : answer) {
      Optional<Sought> sought;
      try {
        sought = group.labels().sought(series.labels(), ourCluster);
      } catch (IllegalArgumentException e) {
        sought = Optional.empty();
      }
      sought.ifPresentOrElse(
          found -> rows.add(new Row(query, series, found)), () -> unattributed++);
    }
  }

  /** What is to be found. */
  List<Sought> sought() {
    Set<Sought> sought = new LinkedHashSet<>();
    rows.forEach(row -> sought.add(row.sought()));
    return List.copyOf(sought);
  }

  /**
   * The samples, by instance and time. Of several points of a series those since the last run
   * count.
   *
   * @param whereabouts in the order of {@link #sought}
   */
  Map<Moment, List<Sample>> samples(List<Whereabouts> whereabouts) {
    Map<Sought, Whereabouts> found = new HashMap<>();
    List<Sought> sought = sought();
    for (int i = 0; i < sought.size(); i++) {
      found.put(sought.get(i), whereabouts.get(i));
    }
    Set<String> used = group.labels().used();
    Map<Moment, List<Sample>> samples = new LinkedHashMap<>();
    for (Row row : rows) {
      if (!(found.get(row.sought()) instanceof Found place)) {
        unattributed++;
        continue;
      }
      Instance instance = Instance.of(place, group.labels().version(row.series().labels()));
      Map<String, String> labels = new HashMap<>(row.series().labels());
      labels.keySet().removeAll(used);
      labels.remove(NAME);
      for (Series.Point point : row.series().points()) {
        if (isNew(point)) {
          Moment moment = new Moment(instance, startedAt(place), point.at());
          take(row.query(), labels, point, moment, samples);
        }
      }
    }
    return samples;
  }

  /** Series whose labels name nobody who is known; complete after {@link #samples}. */
  int unattributed() {
    return unattributed;
  }

  /** Points without a number: they are silence, not zero. */
  int notNumbers() {
    return notNumbers;
  }

  private static @Nullable Instant startedAt(Found place) {
    return place.pod() == null ? null : place.pod().startedAt();
  }

  private boolean isNew(Series.Point point) {
    return !point.at().isAfter(due) && point.at().isAfter(due.minus(group.interval()));
  }

  private void take(
      PromqlQuery query,
      Map<String, String> labels,
      Series.Point point,
      Moment moment,
      Map<Moment, List<Sample>> samples) {
    boolean usable =
        Double.isFinite(point.value())
            && (query.kind() != MetricKind.COUNTER || point.value() >= 0);
    if (!usable) {
      notNumbers++;
      return;
    }
    samples
        .computeIfAbsent(moment, absent -> new ArrayList<>())
        .add(
            Sample.newBuilder()
                .setName(query.name())
                .setLabels(labels)
                .setKind(query.kind())
                .setValue(point.value())
                .build());
  }
}
