package io.reflexarc.detector.cluster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A StatefulSet or a DaemonSet: a workload that owns its pods itself.
 *
 * @param kind {@code StatefulSet} or {@code DaemonSet}
 * @param desired pods asked for, or nodes that should have one
 * @param updated pods of its current template
 * @param available ready pods that stayed so long enough
 * @param observedGeneration the generation that its controller has seen
 * @param revision what tells its current template from those before: of a StatefulSet its update
 *     revision, of a DaemonSet the template's generation
 * @param currentRevision of a StatefulSet the revision that its pods come from; null for others
 * @param template what it makes its pods from now
 * @param templateHash equal for equal templates
 * @param formerTemplates hashes of templates that it was seen with before, oldest first
 * @param mixed whether it has pods of other templates than its current one
 * @param rolling whether a rollout was seen to begin, or found under way, and not seen to complete
 * @param strategy how it replaces pods
 * @param probes the probes of its template's containers
 */
public record RevisionedView(
    String kind,
    Metadata meta,
    int desired,
    int ready,
    int updated,
    int available,
    long observedGeneration,
    String revision,
    @Nullable String currentRevision,
    TemplateView template,
    String templateHash,
    List<String> formerTemplates,
    boolean mixed,
    boolean rolling,
    Strategy strategy,
    List<ContainerProbes> probes)
    implements ClusterObject {

  /** Of a StatefulSet. */
  public static final String STATEFUL_SET = "StatefulSet";

  /** Of a DaemonSet. */
  public static final String DAEMON_SET = "DaemonSet";

  private static final String TEMPLATE_GENERATION = "pod-template-generation";
  private static final int MAX_FORMER = 20;

  /**
   * How pods are replaced.
   *
   * @param type {@code RollingUpdate} or {@code OnDelete}
   * @param partition how many pods, those of the lowest ordinals, stay at the former template
   */
  public record Strategy(String type, int partition) {

    /** Pods are replaced when somebody deletes them. */
    public static final String ON_DELETE = "OnDelete";

    /** One pod after the other, all of them. */
    public static final Strategy ROLLING = new Strategy("RollingUpdate", 0);
  }

  public RevisionedView {
    formerTemplates = List.copyOf(formerTemplates);
    probes = List.copyOf(probes);
  }

  @Override
  public String path() {
    return path(kind, meta.namespace(), meta.name());
  }

  static String path(String kind, String namespace, String name) {
    return kind + ":" + namespace + "/" + name;
  }

  /** Whether its status speaks of its current spec. */
  public boolean observed() {
    return observedGeneration >= meta.generation();
  }

  /** Whether every pod is of the current template and ready, as kubectl rollout status says. */
  public boolean rolledOut() {
    boolean settled = currentRevision == null || currentRevision.equals(revision);
    int up = kind.equals(DAEMON_SET) ? available : ready;
    return observed() && settled && updated >= desired && up >= desired;
  }

  /**
   * Whether pods of another template are being replaced, or its status is stale. Not the want of a
   * ready pod makes a rollout, and what a partition or {@code OnDelete} leaves where it is waits
   * for a human.
   */
  public boolean rollingOut() {
    if (!observed()) {
      return true;
    }
    boolean settled = currentRevision == null ? !mixed : currentRevision.equals(revision);
    return !strategy.type().equals(Strategy.ON_DELETE)
        && !settled
        && updated < desired - strategy.partition();
  }

  /** The revision that a pod of it is of; empty when the pod does not say. */
  public String revisionOf(PodView pod) {
    String label = kind.equals(DAEMON_SET) ? TEMPLATE_GENERATION : TemplateHash.OF_REVISIONS;
    return pod.meta().labels().getOrDefault(label, "");
  }

  /** Whether it had this template before. */
  public boolean cameBack() {
    return formerTemplates.contains(templateHash);
  }

  /** The same, knowing what was seen of it before. */
  RevisionedView after(RevisionedView before) {
    List<String> former = new ArrayList<>(before.formerTemplates);
    if (!before.templateHash.equals(templateHash)) {
      former.remove(before.templateHash);
      former.add(before.templateHash);
    }
    return new RevisionedView(
        kind,
        meta,
        desired,
        ready,
        updated,
        available,
        observedGeneration,
        revision,
        currentRevision,
        template,
        templateHash,
        former.size() > MAX_FORMER ? former.subList(1, former.size()) : former,
        mixed,
        rolling || (before.rolling && !before.rolledOut()) || !before.revision.equals(revision),
        strategy,
        probes);
  }
}
