package io.reflexarc.chaos.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.reflexarc.chaos.board.Words;
import io.reflexarc.sandbox.scenario.Deed;
import io.reflexarc.sandbox.scenario.Phase;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an experiment will do to a cluster, and what will clean up after it. Made of a scenario's
 * folder; what cannot or must not be done is refused before anything is.
 *
 * @param scenario what is tried
 * @param namespace in which it is, and where its intent is written
 * @param steps what is done when
 * @param restore objects that are applied to clean up
 * @param remove objects that are deleted to clean up, the last first
 */
record Plan(
    Scenario scenario,
    String namespace,
    List<Step> steps,
    List<GenericKubernetesResource> restore,
    List<GenericKubernetesResource> remove) {

  /**
   * A phase of it.
   *
   * @param strikes what is done, in order
   */
  record Step(Phase phase, List<Strike> strikes) {}

  /** Copies. */
  Plan {
    steps = List.copyOf(steps);
    restore = List.copyOf(restore);
    remove = List.copyOf(remove);
  }

  /**
   * Of a folder.
   *
   * @param allowed namespaces that may be touched
   * @param nodes whether nodes may be cordoned
   * @throws RefusedException naming everything that may not be done
   */
  static Plan of(ScenarioFolder folder, Set<String> allowed, boolean nodes) {
    Scenario scenario = folder.scenario();
    String namespace = scenario.watch().substring(0, scenario.watch().indexOf('/'));
    List<String> refused = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (Phase phase : scenario.phases()) {
      steps.add(new Step(phase, strikes(folder, namespace, phase, refused)));
    }
    List<GenericKubernetesResource> restore = read(folder, namespace, scenario.rollback().apply());
    List<GenericKubernetesResource> remove =
        new ArrayList<>(read(folder, namespace, scenario.rollback().delete()));
    applied(steps).filter(Manifests::isInjector).forEach(remove::add);
    if (!allowed.contains(namespace)) {
      refused.add("namespace " + namespace + " is not one of those allowed: " + allowed);
    }
    Stream.of(applied(steps), restore.stream(), remove.stream())
        .flatMap(all -> all)
        .forEach(object -> check(object, allowed, nodes, refused));
    if (!refused.isEmpty()) {
      throw new RefusedException(refused.stream().distinct().toList());
    }
    return new Plan(scenario, namespace, steps, restore, remove);
  }

  /** The objects that it applies. */
  List<GenericKubernetesResource> applied() {
    return applied(steps).toList();
  }

  private static Stream<GenericKubernetesResource> applied(List<Step> steps) {
    return steps.stream()
        .flatMap(step -> step.strikes().stream())
        .filter(Strike.Apply.class::isInstance)
        .map(strike -> ((Strike.Apply) strike).object());
  }

  private static List<Strike> strikes(
      ScenarioFolder folder, String namespace, Phase phase, List<String> refused) {
    List<Strike> strikes = new ArrayList<>();
    read(folder, namespace, phase.apply()).forEach(object -> strikes.add(new Strike.Apply(object)));
    for (Map.Entry<Deed, List<String>> deed : phase.mischief().deeds().entrySet()) {
      if (deed.getKey() == Deed.KILL) {
        deed.getValue().forEach(app -> strikes.add(new Strike.Kill(namespace, app)));
      } else {
        refused.add(
            "phase at %s: %s can be done in a sandbox only"
                .formatted(Words.clock(phase.at()), deed.getKey().name()));
      }
    }
    if (!phase.behave().isEmpty() || !phase.orders().isEmpty()) {
      refused.add(
          "phase at " + Words.clock(phase.at()) + ": behave and order are for a sandbox only");
    }
    return strikes;
  }

  private static List<GenericKubernetesResource> read(
      ScenarioFolder folder, String namespace, List<String> files) {
    return files.stream()
        .flatMap(file -> Manifests.read(folder.text(file), namespace).stream())
        .toList();
  }

  private static void check(
      GenericKubernetesResource object, Set<String> allowed, boolean nodes, List<String> refused) {
    String namespace = object.getMetadata().getNamespace();
    if (Manifests.isNode(object)) {
      if (!nodes) {
        refused.add(Manifests.name(object) + ": nodes are not allowed, say --nodes");
      } else if (!onlyCordons(object)) {
        refused.add(Manifests.name(object) + ": of a node only spec.unschedulable may be set");
      }
    } else if (Manifests.isOfTheCluster(object)) {
      refused.add(Manifests.name(object) + ": is outside of namespaces");
    } else if (!allowed.contains(namespace)) {
      refused.add(Manifests.name(object) + ": namespace " + namespace + " is not allowed");
    }
  }

  private static boolean onlyCordons(GenericKubernetesResource node) {
    return node.getAdditionalProperties().keySet().equals(Set.of("spec"))
        && node.get("spec") instanceof Map<?, ?> spec
        && spec.keySet().equals(Set.of("unschedulable"));
  }
}
