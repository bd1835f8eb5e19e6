package io.reflexarc.sandbox.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A story that was played.
 *
 * @param scenario which
 * @param verdict what became of it
 * @param log what its topics said
 * @param speed event seconds a real second, as asked; infinite for as fast as it goes
 * @param beganAt event time of its start
 * @param faultAt event time of the fault
 * @param endedAt event time of its end
 * @param moments how long each stretch took, event time
 * @param startUp real time from the process's start to the story's
 * @param firstEvent real time from the process's start to the first record that was sensed
 * @param real real time of the story
 */
public record Playback(
    Scenario scenario,
    Verdict verdict,
    StoryLog log,
    double speed,
    Instant beganAt,
    Instant faultAt,
    Instant endedAt,
    Map<Moment, Duration> moments,
    Duration startUp,
    Duration firstEvent,
    Duration real) {}
