package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.StartSteps;
import io.reflexarc.sandbox.scenario.course.CourseRecorder;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * A story as it goes with Reflexarc switched off: the same workloads, traffic, chance and phases,
 * and nobody who senses, decides or acts. Nobody has to be waited for either, so its time passes as
 * fast as the machine allows.
 */
public final class Unattended implements AutoCloseable {

  private static final Duration NAP = Duration.ofMillis(50);

  private final ScenarioFolder folder;
  private final Scenario scenario;
  private final Audience audience;
  private final Sandbox sandbox;

  private Unattended(ScenarioFolder folder, Audience audience, Sandbox sandbox) {
    this.folder = folder;
    this.scenario = folder.scenario();
    this.audience = audience;
    this.sandbox = sandbox;
  }

  /** Starts a cluster for a story and plays its overture. */
  public static Unattended open(
      ScenarioFolder folder, SandboxOptions options, Audience audience, RealTime real) {
    Overture overture = new Overture(folder, real);
    Sandbox sandbox =
        Sandbox.withoutKafka(
            options,
            new StartSteps() {
              @Override
              public void done(String name) {
                audience.step(name, real.elapsed());
              }

              @Override
              public void clusterIsUp(World world, URI api) {
                overture.play(world, api);
                done("workloads are ready");
              }
            });
    return new Unattended(folder, audience, sandbox);
  }

  /**
   * Plays the story's phases.
   *
   * @param lasts event time after which it ends
   * @return what its services did
   */
  public UnattendedCourse play(Duration lasts) throws InterruptedException {
    WorldClock clock = sandbox.clock();
    PhaseGate gate = new PhaseGate(io.reflexarc.sandbox.world.clock.Gate.OPEN);
    Stagehand stagehand =
        new Stagehand(
            folder, sandbox, new ClusterApi(sandbox.addresses().api()), gate, OrderDesk.NOBODY);
    try (CourseRecorder recorder = CourseRecorder.of(sandbox.world())) {
      Instant beganAt = clock.instant();
      Instant endsAt = beganAt.plus(lasts);
      gate.from(beganAt, scenario.phases(), lasts);
      clock.gate(gate);
      clock.speed(Speed.max());
      audience.begins(scenario, beganAt, clock.speed());
      while (clock.instant().isBefore(endsAt)) {
        stagehand.playDue(beganAt, audience);
        clock.awaitUntil(gate.notBeyond(), NAP);
        audience.clock(clock.instant());
      }
      return new UnattendedCourse(
          recorder.course(), new Span(beganAt, beganAt.plus(scenario.faultAt()), endsAt));
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
