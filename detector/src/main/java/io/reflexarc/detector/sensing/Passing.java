package io.reflexarc.detector.sensing;

import io.reflexarc.detector.cluster.BudgetView;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.LodgerView;
import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.schemas.avro.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * States that begin although nothing arrives: with time, or from several objects together. Told
 * again and again while they hold; the ledger knows that they were.
 */
final class Passing {

  private static final Comparator<BudgetView> BY_NAME =
      Comparator.comparing(budget -> budget.meta().name());

  private final Picture picture;
  private final Recognition recognition;
  private final Dependencies dependencies;
  private final Set<String> leaving = new LinkedHashSet<>();

  Passing(Picture picture, Recognition recognition, Dependencies dependencies) {
    this.picture = picture;
    this.recognition = recognition;
    this.dependencies = dependencies;
  }

  void seen(PodView pod) {
    if (pod.fate().deleteBy() != null) {
      leaving.add(pod.meta().uid());
    } else {
      leaving.remove(pod.meta().uid());
    }
  }

  void gone(ClusterObject object) {
    leaving.remove(object.meta().uid());
  }

  /** What has begun by now. */
  List<Finding> at(Instant now) {
    List<Finding> findings = new ArrayList<>();
    leaving.forEach(
        uid ->
            picture
                .pod(uid)
                .ifPresent(
                    pod ->
                        recognition.meanwhile(pod, now).stream()
                            .filter(it -> it.phase() == Phase.BEGAN)
                            .forEach(findings::add)));
    lodgers(now).forEach(it -> findings.addAll(recognition.meanwhile(it, now)));
    dependencies.all().forEach(it -> findings.addAll(recognition.meanwhile(it, now)));
    return findings;
  }

  /** The pods of nodes that have been cordoned for a while; mostly there are none. */
  private List<LodgerView> lodgers(Instant now) {
    Map<String, NodeView> cordoned =
        picture.nodes().stream()
            .filter(it -> cordonedForAWhile(it, now))
            .collect(Collectors.toMap(it -> it.meta().name(), it -> it));
    if (cordoned.isEmpty()) {
      return List.of();
    }
    Map<String, List<BudgetView>> budgets =
        picture.around().all(BudgetView.class).stream()
            .filter(it -> it.allowed() <= 0)
            .sorted(BY_NAME)
            .collect(Collectors.groupingBy(it -> it.meta().namespace()));
    List<LodgerView> lodgers = new ArrayList<>();
    for (PodView pod : picture.pods()) {
      NodeView node = pod.node() == null ? null : cordoned.get(pod.node());
      List<BudgetView> own = budgets.get(pod.meta().namespace());
      if (node != null && own != null) {
        lodgers.add(new LodgerView(pod, node, own));
      }
    }
    return lodgers;
  }

  private static boolean cordonedForAWhile(NodeView node, Instant now) {
    Instant since = node.cordonedSince();
    return since != null && !now.isBefore(since.plus(Recognition.DRAIN_PATIENCE));
  }
}
