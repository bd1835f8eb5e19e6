package io.reflexarc.detector.promql;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A series of an answer.
 *
 * @param points in order of time
 */
record Series(Map<String, String> labels, List<Point> points) {

  /** A value at a time; maybe no number. */
  record Point(Instant at, double value) {}

  Series {
    labels = Map.copyOf(labels);
    points = List.copyOf(points);
  }
}
