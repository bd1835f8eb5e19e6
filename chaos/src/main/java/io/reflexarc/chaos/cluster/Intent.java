package io.reflexarc.chaos.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a game day is about to do, as a ConfigMap in the cluster. It is written before the first
 * fault and holds all that is needed to clean up, so whoever finds it can, also when the runner is
 * gone.
 *
 * @param namespace where it is
 * @param name of the ConfigMap
 * @param restore objects that are applied to clean up
 * @param remove objects that are deleted to clean up, the last first
 * @param nodes nodes whose cordon is ours
 */
record Intent(
    String namespace,
    String name,
    List<GenericKubernetesResource> restore,
    List<GenericKubernetesResource> remove,
    List<GenericKubernetesResource> nodes) {

  /** The label by which every intent is found. */
  static final String LABEL = "reflexarc.io/gameday";

  /** Whoever sets this annotation to {@code true} ends the experiment. */
  static final String ABORT = "reflexarc.io/abort";

  private static final String RESTORE = "restore";
  private static final String REMOVE = "remove";
  private static final String NODES = "nodes";

  static Intent of(Plan plan) {
    return new Intent(
        plan.namespace(),
        "reflexarc-gameday-" + plan.scenario().id(),
        plan.restore(),
        plan.remove(),
        plan.applied().stream().filter(Manifests::isNode).toList());
  }

  /** Every intent that a namespace holds. */
  static List<Intent> in(Hand hand, String namespace) {
    return hand.list("v1", "ConfigMap", namespace, LABEL).stream().map(Intent::read).toList();
  }

  /**
   * Writes it, with what is done next.
   *
   * @param now when
   * @param says for whoever finds it
   */
  void write(Hand hand, Instant now, String says) {
    GenericKubernetesResource map = bare();
    map.getMetadata().setLabels(Map.of(LABEL, "true"));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("at", now.toString());
    data.put("says", says);
    data.put(RESTORE, Manifests.write(restore));
    data.put(REMOVE, Manifests.write(remove));
    data.put(NODES, Manifests.write(nodes));
    map.setAdditionalProperty("data", data);
    hand.apply(map, false);
  }

  /** Whether it is there: an experiment that was not cleaned up. */
  boolean isLeft(Hand hand) {
    return hand.exists(bare());
  }

  /** Whether a human asks to end it. */
  boolean abortAsked(Hand hand) {
    return hand.read(bare())
        .map(map -> map.getMetadata().getAnnotations())
        .filter(annotations -> "true".equals(annotations.get(ABORT)))
        .isPresent();
  }

  /**
   * Takes back all that was done, faults first; the intent itself goes last, so a clean-up that
   * fails in the middle can be repeated.
   */
  void clean(Hand hand) {
    reversed(remove).filter(Manifests::isInjector).forEach(hand::delete);
    nodes.forEach(hand::release);
    restore.forEach(object -> hand.apply(object, false));
    reversed(remove).filter(object -> !Manifests.isInjector(object)).forEach(hand::delete);
    hand.delete(bare());
  }

  private static Intent read(GenericKubernetesResource map) {
    String namespace = map.getMetadata().getNamespace();
    return new Intent(
        namespace,
        map.getMetadata().getName(),
        objects(map, namespace, RESTORE),
        objects(map, namespace, REMOVE),
        objects(map, namespace, NODES));
  }

  private static List<GenericKubernetesResource> objects(
      GenericKubernetesResource map, String namespace, String key) {
    return Optional.ofNullable(map.<Map<String, Object>>get("data"))
        .map(data -> Objects.toString(data.get(key), ""))
        .map(yaml -> Manifests.read(yaml, namespace))
        .orElse(List.of());
  }

  private static Stream<GenericKubernetesResource> reversed(
      List<GenericKubernetesResource> objects) {
    List<GenericKubernetesResource> turned = new ArrayList<>(objects);
    Collections.reverse(turned);
    return turned.stream();
  }

  private GenericKubernetesResource bare() {
    GenericKubernetesResource map = new GenericKubernetesResource();
    map.setApiVersion("v1");
    map.setKind("ConfigMap");
    map.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
    return map;
  }
}
