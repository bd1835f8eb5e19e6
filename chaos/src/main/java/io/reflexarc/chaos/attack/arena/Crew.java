package io.reflexarc.chaos.attack.arena;

import io.reflexarc.chaos.attack.plan.StageKind;
import io.reflexarc.sandbox.Addresses;
import io.reflexarc.sandbox.StageSettings;
import io.reflexarc.sandbox.process.StageProcess;
import io.reflexarc.sandbox.scenario.RealTime;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Two processes of each stage, and sometimes a third. */
final class Crew implements AutoCloseable {

  static final int COPIES = 2;

  private static final String SESSION_MILLIS = "3000";
  private static final String HEARTBEAT_MILLIS = "700";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final long NAP_MILLIS = 100;

  private final Map<StageKind, List<StageProcess>> stages = new EnumMap<>(StageKind.class);
  private final Map<StageKind, Integer> guests = new EnumMap<>(StageKind.class);
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final Addresses at;
  private final SkewedClocks clocks;
  private final Path folder;
  private final RealTime real;

  Crew(Addresses at, SkewedClocks clocks, Path folder, RealTime real) {
    this.at = at;
    this.clocks = clocks;
    this.folder = folder;
    this.real = real;
    for (StageKind stage : StageKind.values()) {
      List<StageProcess> copies = new ArrayList<>();
      for (int copy = 1; copy <= COPIES; copy++) {
        copies.add(start(stage, copy));
      }
      stages.put(stage, copies);
    }
  }

  private StageProcess start(StageKind stage, int copy) {
    StageSettings settings = new StageSettings(at);
    Map<String, String> all =
        new TreeMap<>(
            switch (stage) {
              case DETECTOR -> settings.detector();
              case DECIDER -> settings.decider();
              case ACTUATOR -> settings.actuator();
            });
    all.put("time.url", clocks.url(name(stage, copy)).toString());
    switch (stage) {
      case DETECTOR -> {
        all.put("kafka.consumer.session.timeout.ms", SESSION_MILLIS);
        all.put("kafka.consumer.heartbeat.interval.ms", HEARTBEAT_MILLIS);
        all.put("detector.request.timeout", ApiFaults.PATIENCE.toMillis() + "ms");
      }
      case DECIDER -> {
        all.put("decider.session.timeout.ms", SESSION_MILLIS);
        all.put("decider.proven.after", "2m");
      }
      case ACTUATOR -> {
        all.put("kafka.consumer.session.timeout.ms", SESSION_MILLIS);
        all.put("kafka.consumer.heartbeat.interval.ms", HEARTBEAT_MILLIS);
        all.put("actuator.request.timeout", ApiFaults.PATIENCE.toMillis() + "ms");
        all.put("actuator.actions", "rollback");
      }
    }
    return new StageProcess(stage.word(), copy, all, folder);
  }

  /** What a process is called. */
  static String name(StageKind stage, int copy) {
    return stage.word() + "-" + copy;
  }

  /** The process, counted from 1. */
  StageProcess of(StageKind stage, int copy) {
    return all(stage).get(copy - 1);
  }

  /** The processes of a stage. */
  List<StageProcess> all(StageKind stage) {
    return stages.getOrDefault(stage, List.of());
  }

  /** A third process, that nobody knew before. */
  StageProcess guest(StageKind stage) {
    int number = guests.merge(stage, 1, Integer::sum);
    return start(stage, COPIES + number);
  }

  /**
   * Waits until all are ready, and the guest too.
   *
   * @throws IllegalStateException when they are not, with their last words
   */
  void awaitReady(List<StageProcess> processes) throws InterruptedException {
    Duration end = real.elapsed().plus(PATIENCE);
    while (!processes.stream().allMatch(each -> each.isReady(client))) {
      boolean ended = processes.stream().anyMatch(each -> !each.jvm().alive());
      if (ended || real.elapsed().compareTo(end) > 0) {
        throw new IllegalStateException(
            (ended ? "ended by itself: " : "not ready after " + PATIENCE.toSeconds() + " s: ")
                + troubles(processes));
      }
      TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
    }
  }

  /** All but guests. */
  List<StageProcess> members() {
    return stages.values().stream().flatMap(List::stream).toList();
  }

  private String troubles(List<StageProcess> processes) {
    return processes.stream()
        .filter(each -> !each.isReady(client))
        .map(StageProcess::lastWords)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    members().forEach(StageProcess::close);
  }
}
