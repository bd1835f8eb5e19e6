package io.reflexarc.chaos.attack.plan;

import io.reflexarc.chaos.attack.plan.Attack.ApiFails;
import io.reflexarc.chaos.attack.plan.Attack.Backlog;
import io.reflexarc.chaos.attack.plan.Attack.ChangePolicy;
import io.reflexarc.chaos.attack.plan.Attack.Duplicate;
import io.reflexarc.chaos.attack.plan.Attack.FreezeStage;
import io.reflexarc.chaos.attack.plan.Attack.KillAll;
import io.reflexarc.chaos.attack.plan.Attack.KillStage;
import io.reflexarc.chaos.attack.plan.Attack.LoseBroker;
import io.reflexarc.chaos.attack.plan.Attack.PauseScope;
import io.reflexarc.chaos.attack.plan.Attack.PoisonTopic;
import io.reflexarc.chaos.attack.plan.Attack.Rebalance;
import io.reflexarc.chaos.attack.plan.Attack.Reorder;
import io.reflexarc.chaos.attack.plan.Attack.RestartBroker;
import io.reflexarc.chaos.attack.plan.Attack.Skew;
import io.reflexarc.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What is done when, in event time since the attack's beginning. The same seed and number give the
 * same schedule.
 *
 * @param attacks in the order of their moments
 * @param waves in the order of their moments
 */
public record Schedule(List<Moment<Attack>> attacks, List<Moment<Wave>> waves) {

  /** How many workloads there are. */
  public static final int WORKLOADS = 50;

  /** Policies that may be changed. */
  public static final List<String> POLICIES = List.of("bad-deploy", "crash-loop");

  /** Between two waves. */
  public static final Duration BETWEEN_WAVES = Duration.ofMinutes(6);

  private static final int COPIES = 2;
  private static final int BROKERS = 3;
  private static final int FAILING = 4;
  private static final int CRASHING = 3;
  private static final int LONG_FORM = 200;
  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final int LONGEST_GAP_SECONDS = 14;

  /** One in so many attacks is one that processes must recover from. */
  private static final int HEAVY_ONE_IN = 9;

  private static final List<Topic> COPIED =
      List.of(
          Topic.HEALTH_EVENTS,
          Topic.METRIC_SAMPLES,
          Topic.WORKLOAD_STATE,
          Topic.REMEDIATION_COMMANDS,
          Topic.REMEDIATION_AUDIT);
  private static final List<Topic> SHUFFLED =
      List.of(Topic.HEALTH_EVENTS, Topic.METRIC_SAMPLES, Topic.REMEDIATION_COMMANDS);
  private static final List<Topic> READ =
      List.of(
          Topic.HEALTH_EVENTS,
          Topic.METRIC_SAMPLES,
          Topic.WORKLOAD_STATE,
          Topic.REMEDIATION_POLICIES,
          Topic.REMEDIATION_CONTROLS,
          Topic.REMEDIATION_COMMANDS,
          Topic.REMEDIATION_AUDIT,
          Topic.PERMIT_REQUESTS,
          Topic.PERMIT_ANSWERS);

  /** Copies. */
  public Schedule {
    attacks = List.copyOf(attacks);
    waves = List.copyOf(waves);
  }

  /**
   * Something and when.
   *
   * @param number from 1
   * @param at since the beginning, event time
   */
  public record Moment<T>(int number, Duration at, T what) {}

  /**
   * The schedule of a seed.
   *
   * @param faults how many attacks, at least 1
   */
  public static Schedule of(long seed, int faults) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<Moment<Attack>> attacks = new ArrayList<>();
    Duration at = Duration.ZERO;
    int turn = chance.nextInt(1_000);
    for (int number = 1; number <= faults; number++) {
      at = at.plusSeconds(2 + chance.nextInt(LONGEST_GAP_SECONDS));
      boolean backlog = faults >= LONG_FORM && number == faults / 2;
      attacks.add(
          new Moment<>(
              number,
              at,
              backlog ? new Backlog(TWO_HOURS) : attack(chance, number, turn + number)));
    }
    return new Schedule(attacks, waves(chance, at));
  }

  /** Each sort comes in turn, so that a short schedule has all of them too. */
  private static Attack attack(SplittableRandom chance, int number, int turn) {
    return number % HEAVY_ONE_IN == 3 ? heavy(chance, turn / HEAVY_ONE_IN) : light(chance, turn);
  }

  private static Attack heavy(SplittableRandom chance, int turn) {
    StageKind stage = StageKind.values()[chance.nextInt(StageKind.values().length)];
    int copy = 1 + chance.nextInt(COPIES);
    return switch (turn % 9) {
      case 0 -> new KillStage(StageKind.ACTUATOR, copy);
      case 1 -> new RestartBroker(1 + chance.nextInt(BROKERS));
      case 2 -> new FreezeStage(StageKind.ACTUATOR, copy, Duration.ofMillis(4_500));
      case 3 -> new KillStage(StageKind.DECIDER, copy);
      case 4 -> new LoseBroker(1 + chance.nextInt(BROKERS), Duration.ofSeconds(6));
      case 5 -> new Rebalance(stage, chance.nextBoolean());
      case 6 -> new KillStage(StageKind.DETECTOR, copy);
      case 7 -> new FreezeStage(stage, copy, Duration.ofMillis(4_500));
      default -> new KillAll(stage);
    };
  }

  private static Attack light(SplittableRandom chance, int turn) {
    return switch (turn % 7) {
      case 0 -> new ApiFails(any(chance, List.of(ApiTrouble.values())), 1 + chance.nextInt(4));
      case 1 -> new Duplicate(any(chance, COPIED), 1 + chance.nextInt(8));
      case 2 -> new PoisonTopic(any(chance, READ));
      case 3 -> new Reorder(any(chance, SHUFFLED), 2 + chance.nextInt(8));
      case 4 ->
          new Skew(
              StageKind.values()[chance.nextInt(StageKind.values().length)],
              1 + chance.nextInt(COPIES),
              chance.nextBoolean() ? SKEW : SKEW.negated(),
              Duration.ofSeconds(60));
      case 5 -> new Duplicate(Topic.REMEDIATION_COMMANDS, 1 + chance.nextInt(8));
      default -> order(chance);
    };
  }

  private static Attack order(SplittableRandom chance) {
    return switch (chance.nextInt(3)) {
      case 0 -> new PauseScope("*", Duration.ofSeconds(40));
      case 1 -> new PauseScope(name(chance.nextInt(WORKLOADS)), Duration.ofSeconds(90));
      default -> new ChangePolicy(any(chance, POLICIES));
    };
  }

  private static List<Moment<Wave>> waves(SplittableRandom chance, Duration until) {
    List<Moment<Wave>> waves = new ArrayList<>();
    List<Integer> turn = new ArrayList<>(IntStream.range(0, WORKLOADS).boxed().toList());
    shuffle(chance, turn);
    int next = 0;
    Duration at = Duration.ZERO;
    for (int number = 1; at.compareTo(until) < 0 || number == 1; number++) {
      List<Integer> sick = new ArrayList<>();
      for (int i = 0; i < FAILING + CRASHING; i++) {
        sick.add(turn.get(next++ % WORKLOADS));
      }
      waves.add(
          new Moment<>(
              number,
              at,
              new Wave(
                  number, sick.subList(0, FAILING), sick.subList(FAILING, FAILING + CRASHING))));
      at = at.plus(BETWEEN_WAVES);
    }
    return waves;
  }

  private static void shuffle(SplittableRandom chance, List<Integer> all) {
    for (int i = all.size() - 1; i > 0; i--) {
      Collections.swap(all, i, chance.nextInt(i + 1));
    }
  }

  /** What a workload is called. */
  public static String name(int workload) {
    return "app-" + (workload < 9 ? "0" : "") + (workload + 1);
  }

  private static <T> T any(SplittableRandom chance, List<T> all) {
    return all.get(chance.nextInt(all.size()));
  }
}
