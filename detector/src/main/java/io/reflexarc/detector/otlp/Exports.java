package io.reflexarc.detector.otlp;

import io.reflexarc.detector.intake.Measurement;
import io.reflexarc.detector.intake.Points;
import io.reflexarc.schemas.avro.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The points of one request by who wrote them and when. Points of a writer whose times lie less
 * than half a second apart are of one export, and become one record with the latest of their times:
 * what is in a record counts as measured together, and a counter that is missing beside others as
 * zero.
 */
final class Exports {

  private static final Duration APART = Duration.ofMillis(500);
  private static final String TWICE = "twice";

  private final Map<Writer, List<Point>> byWriter = new LinkedHashMap<>();
  private final Points outcomes;

  private record Series(String name, Map<String, String> labels) {}

  /**
   * @param outcomes is told of those that come to nothing
   */
  Exports(Points outcomes) {
    this.outcomes = outcomes;
  }

  void add(Writer writer, List<Point> points) {
    if (!points.isEmpty()) {
      byWriter.computeIfAbsent(writer, absent -> new ArrayList<>()).addAll(points);
    }
  }

  /** All of them; in order of time for each writer. */
  List<Measurement> measurements() {
    List<Measurement> all = new ArrayList<>();
    byWriter.forEach((writer, points) -> split(writer, points, all));
    return all;
  }

  private void split(Writer writer, List<Point> points, List<Measurement> all) {
    List<Point> ordered = points.stream().sorted(Comparator.comparing(Point::at)).toList();
    int from = 0;
    for (int to = 1; to <= ordered.size(); to++) {
      if (to == ordered.size() || isApart(ordered.get(to - 1).at(), ordered.get(to).at())) {
        all.add(measurement(writer, ordered.subList(from, to)));
        from = to;
      }
    }
  }

  private static boolean isApart(Instant one, Instant next) {
    return Duration.between(one, next).compareTo(APART) >= 0;
  }

  private Measurement measurement(Writer writer, List<Point> points) {
    Set<Series> seen = new HashSet<>();
    List<Sample> samples = new ArrayList<>();
    for (Point point : points) {
      Sample sample = point.sample();
      if (seen.add(new Series(sample.getName(), sample.getLabels()))) {
        samples.add(sample);
      } else {
        outcomes.rejected(
            TWICE, 1, "metric '" + sample.getName() + "': has the same series twice in one export");
      }
    }
    return new Measurement(
        writer.told(points.get(points.size() - 1).at(), samples), writer.about());
  }
}
