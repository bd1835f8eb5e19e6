package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.Addresses;
import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.scenario.course.Course;
import io.reflexarc.sandbox.scenario.course.CourseRecorder;
import io.reflexarc.sandbox.world.clock.WorldClock;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plays one story on a running sandbox: its phases in virtual time, its topics to the audience, and
 * the verdict at the end. The world's clock is held back at each phase until that has been done,
 * and behind those who watch, so that a slow machine tells the same story more slowly.
 */
public final class ScenarioRun {

  private static final Duration POLL = Duration.ofMillis(10);

  /** So long, real time, the next phase is waited for until topics are looked at again. */
  private static final Duration LOOK = Duration.ofMillis(50);

  private static final Duration EVENTS_EVERY = Duration.ofMillis(500);

  /** After the last word of the topics, real time for what is still on its way. */
  private static final Duration SETTLE = Duration.ofMillis(600);

  private final Scenario scenario;
  private final Sandbox sandbox;
  private final Audience audience;
  private final RealTime real;
  private final StoryLog log = new StoryLog();
  private final Errands errands = new Errands();
  private final PhaseGate gate;
  private final ClusterApi api;
  private final Stagehand stagehand;

  /**
   * A run that has not begun.
   *
   * @param observers holds the clock behind those who watch
   * @param real the watch that real times are read from
   */
  public ScenarioRun(
      ScenarioFolder folder,
      Sandbox sandbox,
      ObserverGate observers,
      Audience audience,
      RealTime real) {
    this.scenario = folder.scenario();
    this.sandbox = sandbox;
    this.audience = audience;
    this.real = real;
    this.gate = new PhaseGate(observers);
    this.api = new ClusterApi(sandbox.addresses().api());
    this.stagehand =
        new Stagehand(folder, sandbox, api, gate, new ControlTopic(sandbox.addresses(), log));
  }

  /**
   * Plays it to its end; its {@link Overture} was played before.
   *
   * @throws ScenarioException when the cluster refuses what the story asks for
   * @throws InterruptedException when the audience leaves
   */
  public Playback play() throws InterruptedException {
    WorldClock clock = sandbox.clock();
    Addresses at = sandbox.addresses();
    try (TopicTail tail =
            new TopicTail(
                at.bootstrapServers(),
                at.registry(),
                new TopicNames(TopicNames.DEFAULT_PREFIX),
                topics());
        CourseRecorder recorder = CourseRecorder.of(sandbox.world())) {
      Duration startUp = real.elapsed();
      Instant beganAt = clock.instant();
      gate.from(beganAt, scenario.phases(), scenario.until());
      clock.gate(gate);
      audience.begins(scenario, beganAt, sandbox.speed());
      Duration firstEvent = tell(tail, beganAt);
      return judged(beganAt, recorder.course(), startUp, firstEvent);
    }
  }

  private Set<Topic> topics() {
    Set<Topic> topics = EnumSet.copyOf(StoryLog.JUDGED);
    topics.addAll(audience.hears());
    return topics;
  }

  private Duration tell(TopicTail tail, Instant beganAt) throws InterruptedException {
    WorldClock clock = sandbox.clock();
    Ending ending = new Ending(scenario);
    ClusterEvents events = new ClusterEvents(api, namespace());
    Duration firstEvent = Duration.ZERO;
    Duration eventsAt = Duration.ZERO;
    Optional<Duration> overSince = Optional.empty();
    while (overSince.isEmpty() || real.elapsed().minus(overSince.get()).compareTo(SETTLE) < 0) {
      stagehand.playDue(beganAt, audience);
      clock.awaitUntil(gate.next(), LOOK);
      List<Heard> heard = tail.poll(POLL);
      for (Heard record : heard) {
        log.hear(record);
        errands.hear(record, clock.instant(), real.elapsed());
        audience.heard(record);
      }
      gate.pace(errands.notBeyond(real.elapsed()));
      if (!heard.isEmpty() && firstEvent.isZero()) {
        firstEvent = real.elapsed();
      }
      if (audience.hearsCluster() && real.elapsed().minus(eventsAt).compareTo(EVENTS_EVERY) >= 0) {
        eventsAt = real.elapsed();
        for (ClusterEvents.Told told : events.news(clock.instant())) {
          audience.cluster(told.at(), told.object(), told.says());
        }
      }
      audience.clock(clock.instant());
      Duration elapsed = Duration.between(beganAt, clock.instant());
      if (overSince.isEmpty() && ending.reached(log, gate.allPlayed(), elapsed)) {
        overSince = Optional.of(real.elapsed());
        gate.end(clock.instant());
      }
    }
    return firstEvent;
  }

  private Playback judged(Instant beganAt, Course course, Duration startUp, Duration firstEvent)
      throws InterruptedException {
    Span span = new Span(beganAt, beganAt.plus(scenario.faultAt()), sandbox.clock().instant());
    Judge judge = new Judge(scenario, log);
    CachedState state = CachedState.read(api, scenario.expect().state());
    Verdict verdict = judge.judge(span, course, sandbox.effects(), state::value);
    Playback playback =
        new Playback(
            scenario,
            verdict,
            log,
            sandbox.speed(),
            span,
            course,
            judge.moments(span.faultAt()),
            startUp,
            firstEvent,
            real.elapsed().minus(startUp));
    audience.ends(playback);
    return playback;
  }

  private String namespace() {
    return scenario.watch().substring(0, scenario.watch().indexOf('/'));
  }
}
