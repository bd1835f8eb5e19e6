package io.reflexarc.actuator.action;

import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.Removal;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.post.Letter;

/** One step of a plan. */
public sealed interface Step {

  /**
   * A change of one object in the cluster, guarded by the uid and the resourceVersion that it was
   * read with: of two such writes at most one lands.
   */
  sealed interface Guarded extends Step {

    /** What kind of object. */
    ResourceKind kind();

    /** The object; its uid and resourceVersion are the guard. */
    KubeObject object();

    /** The change in words, for the audit. */
    Change change();
  }

  /**
   * Write an object back, effect and mark in one.
   *
   * @param object as it should be, carrying the command's mark
   */
  record Replace(ResourceKind kind, KubeObject object, Change change) implements Guarded {}

  /**
   * Take over some fields of an object by server-side apply, effect and mark in one; a field that
   * another manager owns is not taken from it.
   *
   * @param object those fields and no others, with name, uid, resourceVersion and the command's
   *     mark
   */
  record Apply(ResourceKind kind, KubeObject object, Change change) implements Guarded {}

  /**
   * Remove an object. There is no mark on what is gone: that an object of this uid is gone, or on
   * its way, is the mark.
   *
   * @param object as it was read
   */
  record Remove(ResourceKind kind, KubeObject object, Removal how, Change change)
      implements Guarded {}

  /**
   * Tell something outside the cluster. It carries the command's id, by which the other side knows
   * a repetition: where no answer came it is sent again.
   */
  record Send(Letter letter, Change change) implements Step {}

  /**
   * Wait for the cluster to catch up with an earlier step, then look again.
   *
   * @param sentence for what
   */
  record Await(String sentence) implements Step {}
}
