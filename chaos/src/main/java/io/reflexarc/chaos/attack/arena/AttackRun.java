package io.reflexarc.chaos.attack.arena;

import io.reflexarc.chaos.attack.check.Checker;
import io.reflexarc.chaos.attack.check.Testimony;
import io.reflexarc.chaos.attack.check.Violation;
import io.reflexarc.chaos.attack.plan.Attack;
import io.reflexarc.chaos.attack.plan.Attack.Backlog;
import io.reflexarc.chaos.attack.plan.Schedule;
import io.reflexarc.chaos.attack.plan.Schedule.Moment;
import io.reflexarc.chaos.attack.plan.Wave;
import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.sandbox.scenario.TopicTail;
import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.avro.IncidentStatus;
import io.reflexarc.schemas.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One attack from its beginning to its verdict.
 *
 * <p>Phases: the arena opens; the good versions prove themselves; the schedule is carried out,
 * moment by moment in event time, while the heavy attacks queue on a thread of their own; all is
 * repaired and left alone until no incident is open; the witness reads, the checker judges. When
 * processes do not recover, that is a violation too, and the rest is not carried out.
 */
public final class AttackRun {

  private static final Duration WARM_UP = Duration.ofMinutes(4);
  private static final Duration QUIET = Duration.ofMinutes(4);
  private static final Duration LONGEST_QUIET = Duration.ofMinutes(25);
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private final AttackOptions options;
  private final AttackAudience audience;
  private final RealTime real;
  private final Schedule schedule;
  private final Tally tally = new Tally();
  private final Deque<Moment<Attack>> light;
  private final Deque<Moment<Attack>> heavyOnes;
  private final Deque<Moment<Wave>> waves;
  private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparing(Later::at));
  private final Map<String, IncidentStatus> incidents = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private Instant began = START;
  private Optional<Heavy> heavy = Optional.empty();

  /**
   * A run that has not begun.
   *
   * @param real the watch that real times are read from
   */
  public AttackRun(AttackOptions options, AttackAudience audience, RealTime real) {
    this.options = options;
    this.real = real;
    this.audience = audience;
    this.schedule = Schedule.of(options.seed(), options.faults());
    this.light = new ArrayDeque<>(of(schedule, false));
    this.heavyOnes = new ArrayDeque<>(of(schedule, true));
    this.waves = new ArrayDeque<>(schedule.waves());
  }

  private static List<Moment<Attack>> of(Schedule schedule, boolean heavy) {
    return schedule.attacks().stream().filter(each -> each.what().heavy() == heavy).toList();
  }

  private record Later(Instant at, Runnable what) {}

  private record Heavy(Moment<Attack> moment, Duration since, Future<Duration> recovered) {}

  /**
   * Carries it out.
   *
   * @throws IllegalStateException when the arena does not come up
   */
  public AttackReport run() throws InterruptedException {
    Duration startedAt = real.elapsed();
    Path folder = options.folder();
    try (Arena arena = Arena.open(options, START, real, audience::step);
        Intents intents = new Intents(folder.resolve("intents.log"));
        Nuisance nuisance = new Nuisance(arena, intents);
        TopicTail tail = incidentsOf(arena)) {
      Duration openedAt = real.elapsed();
      carryOut(arena, intents, nuisance, tail);
      Testimony testimony = testimony(arena, intents);
      violations.addAll(Checker.check(testimony));
      return AttackReport.of(
          options,
          tally,
          testimony,
          violations,
          arena.faults().hit(),
          Duration.between(START, arena.clock().instant()),
          openedAt.minus(startedAt),
          real.elapsed().minus(openedAt));
    }
  }

  private static TopicTail incidentsOf(Arena arena) {
    return new TopicTail(
        arena.brokers().bootstrapServers(),
        arena.sandbox().addresses().registry(),
        Arena.NAMES,
        Set.of(Topic.INCIDENTS));
  }

  private void carryOut(Arena arena, Intents intents, Nuisance nuisance, TopicTail tail)
      throws InterruptedException {
    Patients patients = new Patients(arena.sandbox().world(), intents);
    Assault assault = new Assault(arena, options.speed());
    ExecutorService lane =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "heavy-attacks"));
    began = arena.clock().instant().plus(WARM_UP);
    Optional<Instant> quietSince = Optional.empty();
    try {
      while (quietSince.isEmpty() || !isOver(arena.clock().instant(), quietSince.get())) {
        nuisance.listen();
        tail.poll(Duration.ofMillis(10)).forEach(this::hear);
        attack(arena, intents, nuisance, assault, lane);
        sicken(arena.clock().instant(), patients);
        end(arena.clock().instant());
        audience.clock(arena.clock().instant(), tally.done(), schedule.attacks().size(), open());
        if (quietSince.isEmpty() && isDone()) {
          arena.faults().clear();
          quietSince = Optional.of(arena.clock().instant());
          audience.step("all is repaired; what is open may close now");
        }
      }
    } catch (IllegalStateException e) {
      violations.add(new Violation("recovery", "the processes", String.valueOf(e.getMessage())));
    } finally {
      lane.shutdownNow();
    }
  }

  private boolean isDone() {
    boolean allBegan = light.isEmpty() && heavyOnes.isEmpty() && waves.isEmpty();
    return allBegan && heavy.isEmpty() && later.isEmpty();
  }

  private boolean isOver(Instant now, Instant quietSince) {
    boolean closed = open() == 0 && now.isAfter(quietSince.plus(QUIET));
    return closed || now.isAfter(quietSince.plus(LONGEST_QUIET));
  }

  private long open() {
    return incidents.values().stream().filter(each -> each != IncidentStatus.CLOSED).count();
  }

  private void hear(Heard heard) {
    if (heard.value() instanceof Incident incident) {
      incidents.put(incident.getTarget(), incident.getStatus());
    }
  }

  private void attack(
      Arena arena, Intents intents, Nuisance nuisance, Assault assault, ExecutorService lane)
      throws InterruptedException {
    recovered();
    Instant now = arena.clock().instant();
    while (due(light, now)) {
      Moment<Attack> moment = told(light.remove(), now, intents);
      nuisance
          .carryOut(moment.number(), moment.what())
          .ifPresent(end -> later.add(new Later(now.plus(end.after()), end.what())));
      tally.count(moment.what(), Duration.ZERO);
    }
    if (heavy.isEmpty() && due(heavyOnes, now)) {
      Moment<Attack> moment = told(heavyOnes.remove(), now, intents);
      Future<Duration> recovery = lane.submit(() -> assault.carryOut(moment.what()));
      heavy = Optional.of(new Heavy(moment, real.elapsed(), recovery));
    }
  }

  /** While a backlog is made nothing is due: that time does not count in the schedule. */
  private boolean timeLeaps() {
    return heavy.filter(each -> each.moment().what() instanceof Backlog).isPresent();
  }

  private <T> boolean due(Deque<Moment<T>> queue, Instant now) {
    return !timeLeaps() && !queue.isEmpty() && !now.isBefore(began.plus(queue.element().at()));
  }

  private Moment<Attack> told(Moment<Attack> moment, Instant now, Intents intents) {
    intents.write(now, moment.number() + " " + moment.what());
    audience.attack(moment, now);
    return moment;
  }

  private void recovered() throws InterruptedException {
    if (heavy.isEmpty() || !heavy.get().recovered().isDone()) {
      return;
    }
    Heavy done = heavy.get();
    heavy = Optional.empty();
    Duration took = real.elapsed().minus(done.since());
    try {
      began = began.plus(done.recovered().get());
    } catch (ExecutionException e) {
      throw new IllegalStateException(done.moment().what() + ": " + e.getCause(), e.getCause());
    }
    tally.count(done.moment().what(), took);
    audience.recovered(done.moment(), took);
  }

  private void sicken(Instant now, Patients patients) {
    while (due(waves, now)) {
      for (String name : patients.sicken(waves.remove().what())) {
        later.add(new Later(now.plus(Patients.HUMAN_COMES_AFTER), () -> patients.end(name)));
      }
    }
  }

  private void end(Instant now) {
    while (!later.isEmpty() && !now.isBefore(later.element().at())) {
      later.remove().what().run();
    }
  }

  private Testimony testimony(Arena arena, Intents intents) {
    try (Witness witness =
        new Witness(
            arena.brokers().bootstrapServers(),
            arena.sandbox().addresses().registry(),
            Arena.NAMES,
            real)) {
      return new Testimony(
          witness.commands(),
          witness.audits(),
          witness.incidents(),
          witness.policies(),
          witness.deadLetters(
              intents.poisons().stream().map(each -> each.topic()).distinct().toList()),
          arena.sandbox().effects(),
          arena.sandbox().forgottenWrites(),
          intents.sicknesses(),
          intents.pauses(),
          intents.poisons(),
          intents.replays(),
          lag());
    }
  }

  /** What a request may be late by: held back by the API, sent by a clock that is wrong. */
  private Duration lag() {
    long held = (long) (ApiFaults.LONGEST.toMillis() * options.speed());
    return SKEW.plusMillis(held).plus(MARGIN);
  }
}
