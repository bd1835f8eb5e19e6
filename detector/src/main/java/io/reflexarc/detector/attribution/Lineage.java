package io.reflexarc.detector.attribution;

import io.reflexarc.detector.cluster.JobView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.OwnerView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.RolloutView;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who stands above an object, controller by controller. A definition, such as a Deployment, is what
 * people select and change, so the way up ends there; a ReplicaSet or a Job is one generation, or
 * one run, of what made it, and passes on to its maker, whatever that is.
 */
public final class Lineage {

  /** Most steps up; no sound chain of owners is as long. */
  static final int MOST_STEPS = 8;

  private static final Map<String, Set<String>> DEFINITIONS =
      Map.of(
          "apps",
          Set.of("Deployment", "StatefulSet", "DaemonSet"),
          "batch",
          Set.of("CronJob"),
          "",
          Set.of("Node"),
          RolloutView.GROUP,
          Set.of(RolloutView.KIND));

  private final Picture picture;
  private final OwnerInquiry inquiry;

  Lineage(Picture picture, OwnerInquiry inquiry) {
    this.picture = picture;
    this.inquiry = inquiry;
  }

  /**
   * An owner.
   *
   * @param namespace empty for one that has none
   * @param certain whether nothing above it is still to be told
   */
  public record Ancestor(String namespace, Metadata.ControllerRef ref, boolean certain) {

    /** {@code group/Kind/namespace/name}. */
    public String reference() {
      return ref.group() + "/" + ref.kind() + "/" + namespace + "/" + ref.name();
    }
  }

  /**
   * The topmost that is known above a dependent of this controller: the controller itself, or what
   * stands above it, but nothing beyond the first definition.
   */
  public Ancestor above(String namespace, Metadata.ControllerRef controller) {
    String within = namespace;
    Metadata.ControllerRef ref = controller;
    for (int step = 0; step < MOST_STEPS; step++) {
      if (isDefinition(ref)) {
        return new Ancestor(ref.kind().equals("Node") ? "" : within, ref, true);
      }
      Optional<Metadata> known = metadataOf(within, ref);
      if (known.isEmpty()) {
        return new Ancestor(within, ref, false);
      }
      within = known.get().namespace();
      Metadata.ControllerRef above = known.get().controller();
      if (above == null) {
        return new Ancestor(within, ref, true);
      }
      ref = above;
    }
    return new Ancestor(within, ref, true);
  }

  private Optional<Metadata> metadataOf(String namespace, Metadata.ControllerRef ref) {
    if (is(ref, "apps", "ReplicaSet")) {
      return picture.replicaSet(ref.uid()).map(ReplicaSetView::meta);
    }
    if (is(ref, "batch", "Job")) {
      return picture
          .around()
          .named(JobView.class, namespace, ref.name())
          .map(JobView::meta)
          .filter(meta -> meta.uid().equals(ref.uid()));
    }
    Optional<OwnerView> owner = picture.owner(ref.uid());
    if (owner.isEmpty()) {
      inquiry.whoOwns(namespace, ref);
    }
    return owner.map(OwnerView::meta);
  }

  private static boolean isDefinition(Metadata.ControllerRef ref) {
    return DEFINITIONS.getOrDefault(ref.group(), Set.of()).contains(ref.kind());
  }

  private static boolean is(Metadata.ControllerRef ref, String group, String kind) {
    return ref.group().equals(group) && ref.kind().equals(kind);
  }
}
