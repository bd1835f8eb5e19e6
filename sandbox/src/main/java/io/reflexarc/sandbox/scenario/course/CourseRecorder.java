package io.reflexarc.sandbox.scenario.course;

import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.clock.Scheduled;
import io.reflexarc.sandbox.world.traffic.PodApp;
import io.reflexarc.sandbox.world.traffic.TrafficStats;
import io.reflexarc.sandbox.world.traffic.VersionSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads every service of a world each ten seconds of its time, from now until it is closed. */
public final class CourseRecorder implements AutoCloseable {

  /** Event time between two readings. */
  public static final Duration EVERY = Duration.ofSeconds(10);

  /** A day of readings. */
  private static final int MOST = 8_640;

  private final World world;
  private final Scheduled scheduled;
  private final Map<String, List<Reading>> readings = new HashMap<>();

  private CourseRecorder(World world) {
    this.world = world;
    this.scheduled = world.clock().every(EVERY, this::read);
  }

  /** Begins to read. */
  public static CourseRecorder of(World world) {
    return new CourseRecorder(world);
  }

  /** What was read so far. */
  public synchronized Course course() {
    return new Course(readings);
  }

  @Override
  public void close() {
    scheduled.cancel();
  }

  private synchronized void read() {
    Instant now = world.clock().instant();
    TrafficStats stats = world.stats();
    for (String service : stats.services()) {
      List<Reading> list = readings.computeIfAbsent(service, name -> new ArrayList<>());
      if (list.size() < MOST) {
        list.add(reading(stats, service, now));
      }
    }
  }

  private static Reading reading(TrafficStats stats, String service, Instant now) {
    PodApp.Outcome served = stats.total(service);
    long unserved = stats.unserved(service);
    int ready =
        stats.versions(service).stream()
            .map(version -> stats.at(service, version, now))
            .flatMap(Optional::stream)
            .mapToInt(VersionSample::readyPods)
            .sum();
    return new Reading(now, served.requests() + unserved, served.errors() + unserved, ready);
  }
}
