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
 * @param version what its template runs
 * @param templateHash equal for equal templates
 * @param formerTemplates hashes of templates that it was seen with before, oldest first
 * @param mixed whether it has pods of other templates than its current one
 * @param rolling whether a rollout was seen to begin, or found under way, and not seen to complete
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
    String version,
    String templateHash,
    List<String> formerTemplates,
    boolean mixed,
    boolean rolling,
    List<ContainerProbes> probes)
    implements ClusterObject {

  /** Of a StatefulSet. */
  public static final String STATEFUL_SET = "StatefulSet";

  /** Of a DaemonSet. */
  public static final String DAEMON_SET = "DaemonSet";

  private static final int MAX_FORMER = 20;

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
        version,
        templateHash,
        former.size() > MAX_FORMER ? former.subList(1, former.size()) : former,
        mixed,
        rolling || (before.rolling && !before.rolledOut()) || !before.revision.equals(revision),
        probes);
  }
}
