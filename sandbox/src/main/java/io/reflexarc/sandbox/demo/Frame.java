package io.reflexarc.sandbox.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything one picture shows.
 *
 * @param title of the story
 * @param beganAt event time of its start
 * @param now event time
 * @param until when it ends at the latest
 * @param faultAt when the fault was put in, null before
 * @param speed event seconds a real second; infinite for as fast as it goes
 * @param charts error rate and memory per version
 * @param happenings latest last
 * @param waits what is being waited for
 * @param lit stations that did something just now
 */
record Frame(
    String title,
    Instant beganAt,
    Instant now,
    Duration until,
    @Nullable Instant faultAt,
    double speed,
    Charts charts,
    List<Happening> happenings,
    List<Wait> waits,
    Set<Lane> lit) {

  Duration elapsed() {
    return Duration.between(beganAt, now);
  }
}
