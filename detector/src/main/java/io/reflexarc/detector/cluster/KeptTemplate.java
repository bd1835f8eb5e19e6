package io.reflexarc.detector.cluster;

/**
 * A ControllerRevision: a template that a StatefulSet or DaemonSet has, or had.
 *
 * @param number counted up by the controller; a template that comes back gets the highest
 * @param generation of a DaemonSet's the generation of its template when it was made; else empty
 * @param hash hash of its template, as the labels of pods name it
 * @param template the template
 */
public record KeptTemplate(
    Metadata meta, long number, String generation, String hash, TemplateView template)
    implements ClusterObject {

  /**
   * What the workload's state calls it: of a DaemonSet the generation, of a StatefulSet its name.
   */
  public String revision() {
    Metadata.ControllerRef owner = meta.controller();
    return owner != null && owner.kind().equals(RevisionedView.DAEMON_SET)
        ? generation
        : meta.name();
  }
}
