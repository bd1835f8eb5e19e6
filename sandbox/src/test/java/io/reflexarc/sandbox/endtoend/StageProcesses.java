package io.reflexarc.sandbox.endtoend;

import io.reflexarc.sandbox.Addresses;
import io.reflexarc.sandbox.Cast;
import io.reflexarc.sandbox.StageSettings;
import io.reflexarc.sandbox.process.StageProcess;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Several of each stage, each a process of its own. */
final class StageProcesses implements Cast {

  /** Until a group gives the partitions of one that was killed to others; the default is longer. */
  private static final String SESSION_MILLIS = "5000";

  private final List<StageProcess> detectors = new ArrayList<>();
  private final List<StageProcess> deciders = new ArrayList<>();
  private final List<StageProcess> actuators = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  StageProcesses(Addresses at, double speed, Path folder, int copies) {
    StageSettings settings = new StageSettings(at);
    for (int copy = 1; copy <= copies; copy++) {
      detectors.add(new StageProcess("detector", copy, timed(settings.detector(), at), folder));
      deciders.add(
          new StageProcess("decider", copy, decider(timed(settings.decider(), at)), folder));
      actuators.add(new StageProcess("actuator", copy, timed(settings.actuator(), at), folder));
    }
  }

  void killDetectors() {
    detectors.forEach(StageProcess::killAndRestart);
  }

  void killDeciders() {
    deciders.forEach(StageProcess::killAndRestart);
  }

  void killActuators() {
    actuators.forEach(StageProcess::killAndRestart);
  }

  @Override
  public boolean ready() {
    return all().stream().allMatch(process -> process.isReady(client));
  }

  @Override
  public String troubles() {
    return all().stream()
        .filter(process -> !process.isReady(client))
        .map(StageProcess::lastWords)
        .collect(Collectors.joining("\n"));
  }

  /** The ends of all logs, for a failed assertion. */
  String lastWords() {
    return all().stream().map(StageProcess::lastWords).collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    all().forEach(StageProcess::close);
  }

  private List<StageProcess> all() {
    List<StageProcess> all = new ArrayList<>(detectors);
    all.addAll(deciders);
    all.addAll(actuators);
    return all;
  }

  private static Map<String, String> decider(Map<String, String> settings) {
    settings.remove("kafka.consumer.session.timeout.ms");
    settings.put("decider.session.timeout.ms", SESSION_MILLIS);
    return settings;
  }

  private static Map<String, String> timed(Map<String, String> settings, Addresses at) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("time.url", at.clock().toString());
    all.put("kafka.consumer.session.timeout.ms", SESSION_MILLIS);
    return all;
  }
}
