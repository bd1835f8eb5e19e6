package io.reflexarc.chaos.noise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A plan as a scenario folder: what {@code demo --scenario} could play, too. */
final class NoiseFolder {

  private static final int WORKLOADS_A_FILE = 50;
  private static final int WORKLOADS_A_NODE = 20;
  private static final int FEWEST_NODES = 3;
  private static final String POLICIES = "policies.yaml";

  /** What the ladder of a fault may pass over or wait for on its way to what heals. */
  private static final List<String> MAY_HOLD =
      List.of(
          "flapping",
          "no-known-good",
          "no-change-before-onset",
          "inconclusive",
          "unknown-health",
          "in-flight",
          "cooldown");

  private final NoisePlan plan;

  private NoiseFolder(NoisePlan plan) {
    this.plan = plan;
  }

  /** Its files, by name. */
  static Map<String, String> files(NoisePlan plan) {
    return new NoiseFolder(plan).files();
  }

  /**
   * Writes its files.
   *
   * @return the folder
   */
  static Path write(NoisePlan plan, Path folder) {
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : files(plan).entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("the story cannot be written to " + folder, e);
    }
  }

  private int nodes() {
    return Math.max(FEWEST_NODES, plan.size().workloads() / WORKLOADS_A_NODE);
  }

  private Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    plan.lives().forEach(life -> files.putAll(life.files()));
    List<String> atFirst = new ArrayList<>();
    for (int from = 0; from < plan.lives().size(); from += WORKLOADS_A_FILE) {
      String name = "workloads-%03d.yaml".formatted(from);
      atFirst.add(name);
      files.put(name, workloads(from));
    }
    atFirst.add(POLICIES);
    files.put(POLICIES, policies());
    files.put("behaviour.yaml", behaviour());
    files.put("scenario.yaml", scenario(atFirst));
    return files;
  }

  private String workloads(int from) {
    StringBuilder text =
        new StringBuilder("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n");
    plan.lives().stream()
        .skip(from)
        .limit(WORKLOADS_A_FILE)
        .forEach(life -> text.append(Manifests.objects(life)));
    return text.toString();
  }

  private String policies() {
    StringBuilder text = new StringBuilder(resource());
    plan.lives().forEach(life -> text.append(Manifests.policies(life.workload())));
    return text.toString();
  }

  private String behaviour() {
    StringBuilder text = new StringBuilder("namespace: shop\ntraffic:\n");
    plan.lives().forEach(life -> text.append(Manifests.traffic(life.workload(), 1)));
    text.append("versions:\n");
    plan.lives().forEach(life -> text.append(Manifests.versions(life.workload(), life.versions())));
    return text.toString();
  }

  private String scenario(List<String> atFirst) {
    NoiseSize size = plan.size();
    StringBuilder text = new StringBuilder();
    text.append("id: noise\n");
    text.append("title: normal life of ").append(size.workloads()).append(" workloads\n");
    text.append("article: \"8\"\n");
    text.append("story:\n  - Drawn with the seed ").append(size.seed()).append(".\n");
    text.append("nodes: ").append(nodes()).append('\n');
    text.append("watch: ").append(plan.lives().get(size.workloads() - 1).workload().target());
    text.append(
        """

        charts:
          requests: http_requests_total
          bad: {status: "5.."}
          unhealthyAbove: 0.01
          memory: process_resident_memory_bytes
        phases:
        """);
    text.append("  - {at: 0s, says: \"the day begins\", apply: ").append(atFirst).append("}\n");
    plan.happenings()
        .forEach(happening -> text.append("  - ").append(happening.yaml()).append('\n'));
    long last = size.lasts().toSeconds();
    text.append("  - {at: ").append(last).append("s, says: \"the day is over\"}\n");
    text.append("until: ").append(last + 1).append("s\n");
    return text.append(expectation()).toString();
  }

  private String expectation() {
    if (plan.faults().isEmpty()) {
      return "expect:\n  outcome: no-action\n  mayHold: [flapping]\n";
    }
    StringBuilder text = new StringBuilder("expect:\n  outcome: healed\n  mayHold: ");
    text.append(MAY_HOLD).append("\n  actions:\n");
    for (PlannedFault fault : plan.faults()) {
      text.append("    - {action: ").append(fault.kind().action());
      text.append(", target: ").append(fault.workload().target()).append("}\n");
    }
    return text.toString();
  }

  private static String resource() {
    try (InputStream policies = NoiseFolder.class.getResourceAsStream("/noise/policies.yaml")) {
      if (policies == null) {
        throw new IllegalStateException("noise/policies.yaml is not on the class path");
      }
      return new String(policies.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("noise/policies.yaml cannot be read", e);
    }
  }
}
