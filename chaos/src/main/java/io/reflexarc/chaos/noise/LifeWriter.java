package io.reflexarc.chaos.noise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Writes one workload's day: what happens to it, one after the other, with pauses that are drawn,
 * and its autoscaler's steps in between.
 */
final class LifeWriter {

  private static final Duration START = Duration.ofMinutes(12);
  private static final Duration AUTOSCALER_LOOKS = Duration.ofMinutes(15);
  private static final double DAY = Duration.ofDays(1).toSeconds();
  private static final double BUSIEST = Duration.ofHours(14).toSeconds();

  private final Workload workload;
  private final Optional<PlannedFault> fault;
  private final Duration lasts;
  private final SplittableRandom chance;
  private final Map<String, Ways> versions = new TreeMap<>();
  private final Map<String, String> files = new TreeMap<>();
  private final List<Happening> happenings = new ArrayList<>();
  private final int firstReplicas;
  private int replicas;
  private int released = 1;
  private String version = "v1";
  private Ways ways;

  LifeWriter(
      Workload workload, Optional<PlannedFault> fault, Duration lasts, SplittableRandom chance) {
    this.workload = workload;
    this.fault = fault;
    this.lasts = lasts;
    this.chance = chance;
    this.firstReplicas = wanted(Duration.ZERO);
    this.replicas = firstReplicas;
    this.ways = Ways.healthy(workload.role(), chance);
    versions.put(version, ways);
  }

  Life write() {
    Duration at = START.plus(pause());
    while (at.compareTo(lasts) < 0) {
      if (fault.isPresent() && disturbs(at)) {
        scaleUntil(fault.get().quietFrom());
        strike(fault.get());
        at = fault.get().quietTo();
      } else {
        scaleUntil(at);
        at = at.plus(live(at));
      }
      at = at.plus(pause());
    }
    if (fault.isPresent() && happenings.stream().noneMatch(Happening::fault)) {
      scaleUntil(fault.get().quietFrom());
      strike(fault.get());
    }
    scaleUntil(lasts);
    return new Life(workload, firstReplicas, versions, files, happenings, fault);
  }

  /** Five minutes to five hours, most often one or two. */
  private Duration pause() {
    return Duration.ofSeconds(300 + (long) (chance.nextDouble() * chance.nextDouble() * 17_700));
  }

  /** Whether what begins then might reach into the time around the fault, or come behind it. */
  private boolean disturbs(Duration at) {
    return happenings.stream().noneMatch(Happening::fault)
        && at.plus(NormalCourse.LONGEST).compareTo(fault.get().quietFrom()) > 0;
  }

  private Duration live(Duration at) {
    NormalCourse course = NormalCourse.draw(chance);
    boolean mayRelease = fault.filter(one -> one.kind().needsFirstRelease()).isEmpty();
    if (course == NormalCourse.RELEASE && mayRelease) {
      release(Ways.healthy(workload.role(), chance));
      happenings.add(
          Happening.normal(
              at, workload.name() + " " + version + " is released", "apply", manifest()));
    } else if (course == NormalCourse.POD_LOST) {
      happenings.add(
          Happening.normal(
              at, "a pod of " + workload.name() + " is lost", "kill", workload.name()));
    } else if (course != NormalCourse.RELEASE) {
      Duration over = at.plusSeconds(chance.nextLong(course.shortest(), course.longest()));
      String behaves = course.behaviour(workload, version, ways, chance);
      String name = workload.name() + "-" + course.word() + "-" + at.toSeconds() + ".yaml";
      String calm = workload.name() + "-calm-" + version + ".yaml";
      files.put(name, behaves);
      files.put(calm, Manifests.behaviour(workload, 1, version, ways));
      happenings.add(Happening.normal(at, workload.name() + ": " + course.says(), "behave", name));
      happenings.add(
          Happening.normal(over, workload.name() + " is as usual again", "behave", calm));
      return over.minus(at);
    }
    return course.atLeast();
  }

  private void strike(PlannedFault real) {
    String before = version;
    Ways usual = ways;
    String says = workload.name() + ": " + real.kind().says();
    Map<String, List<String>> does = new TreeMap<>();
    if (real.kind().release()) {
      release(real.kind().ways(usual));
      does.put("apply", List.of(manifest()));
    }
    does.putAll(real.kind().does(workload, version));
    happenings.add(new Happening(real.at(), says, does, true));
    version = before;
    ways = usual;
  }

  private void release(Ways next) {
    version = "v" + ++released;
    ways = next;
    versions.put(version, ways);
  }

  /** The autoscaler's steps up to then, but for the time in which a real fault is healed. */
  private void scaleUntil(Duration until) {
    Duration last =
        happenings.isEmpty() ? Duration.ZERO : happenings.get(happenings.size() - 1).at();
    boolean healing = !happenings.isEmpty() && happenings.get(happenings.size() - 1).fault();
    Duration from = healing ? fault.orElseThrow().quietTo() : last.plus(Duration.ofMinutes(3));
    for (Duration at = from; at.compareTo(until) < 0; at = at.plus(AUTOSCALER_LOOKS)) {
      int wanted = wanted(at);
      if (wanted != replicas) {
        replicas = wanted;
        happenings.add(
            Happening.normal(
                at,
                "the autoscaler of " + workload.name() + " asks for " + replicas + " pods",
                "apply",
                manifest()));
      }
    }
  }

  /** Replicas for the traffic of that time of the day, as {@code Traffic} has it. */
  private int wanted(Duration at) {
    double phase = 2 * Math.PI * (at.toSeconds() - BUSIEST) / DAY;
    double load = 1 + workload.role().daily() * Math.cos(phase);
    return workload.role().scales() ? workload.replicas(load) : workload.role().fewest();
  }

  private String manifest() {
    String name = workload.name() + "-" + version + "-x" + replicas + ".yaml";
    files.put(name, Manifests.deployment(workload, version, replicas));
    return name;
  }
}
