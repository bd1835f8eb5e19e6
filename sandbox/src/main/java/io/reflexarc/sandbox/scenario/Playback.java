package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.scenario.course.Course;
import java.time.Duration;
import java.util.Map;

/**
 * A story that was played.
 *
 * @param scenario which
 * @param verdict what became of it
 * @param log what its topics said
 * @param speed event seconds a real second, as asked; infinite for as fast as it goes
 * @param span when it began, its fault was put in, and it ended
 * @param course what its services did
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
    Span span,
    Course course,
    Map<Moment, Duration> moments,
    Duration startUp,
    Duration firstEvent,
    Duration real) {}
