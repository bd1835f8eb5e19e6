package io.reflexarc.chaos.report;

import io.reflexarc.sandbox.scenario.Span;
import io.reflexarc.sandbox.scenario.course.Course;
import io.reflexarc.sandbox.scenario.course.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Numbers over a story's time, to be drawn. */
final class Series {

  /** Event time between two points. */
  private static final Duration STEP = Duration.ofSeconds(30);

  /**
   * A point.
   *
   * @param minutes since the story's start
   * @param value what is drawn
   */
  record Point(double minutes, double value) {}

  private Series() {}

  /** Share of all requests that were bad, each over half a minute. */
  static List<Point> badShare(Course course, Span span) {
    List<Point> points = new ArrayList<>();
    for (Instant to = span.beganAt().plus(STEP); !to.isAfter(span.endedAt()); to = to.plus(STEP)) {
      Instant from = to.minus(STEP);
      long requests = 0;
      for (String service : course.services()) {
        requests += course.requests(service, from, to);
      }
      if (requests > 0) {
        points.add(new Point(minutes(span, to), (double) course.bad(from, to) / requests));
      }
    }
    return points;
  }

  /** Pods of all services that got requests. */
  static List<Point> ready(Course course, Span span) {
    List<Point> points = new ArrayList<>();
    for (String service : course.services()) {
      int index = 0;
      for (Reading reading : course.of(service)) {
        if (!reading.at().isBefore(span.beganAt()) && !reading.at().isAfter(span.endedAt())) {
          put(points, index++, new Point(minutes(span, reading.at()), reading.ready()));
        }
      }
    }
    return points;
  }

  /** All services are read at the same moments, so their points can be added one by one. */
  private static void put(List<Point> points, int index, Point point) {
    if (index < points.size()) {
      Point sum = points.get(index);
      points.set(index, new Point(sum.minutes(), sum.value() + point.value()));
    } else {
      points.add(point);
    }
  }

  private static double minutes(Span span, Instant at) {
    return Duration.between(span.beganAt(), at).toMillis() / 60_000.0;
  }
}
