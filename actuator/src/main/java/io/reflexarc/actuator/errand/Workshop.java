package io.reflexarc.actuator.errand;

import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.control.ControlSource;
import io.reflexarc.actuator.owner.Owners;
import io.reflexarc.actuator.post.Post;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.avro.RemediationCommand;

/**
 * What errands work with; shared by all of them.
 *
 * @param actions those that are there
 * @param cluster where they look and act
 * @param post how systems outside the cluster are told
 * @param controls what humans have ordered
 * @param time event time
 * @param effect whether writes take effect
 * @param namespace the only one to work in, empty for all
 * @param checkpoint told at every step
 * @param owners those who manage objects from elsewhere, as far as they are respected
 * @param witness told of what was applied
 */
public record Workshop(
    Actions actions,
    Cluster cluster,
    Post post,
    ControlSource controls,
    TimeSource time,
    Effect effect,
    String namespace,
    Checkpoint checkpoint,
    Owners owners,
    Witness witness) {

  /** The usual owners are respected, and nobody is told. */
  public Workshop(
      Actions actions,
      Cluster cluster,
      Post post,
      ControlSource controls,
      TimeSource time,
      Effect effect,
      String namespace,
      Checkpoint checkpoint) {
    this(
        actions,
        cluster,
        post,
        controls,
        time,
        effect,
        namespace,
        checkpoint,
        Owners.DEFAULT,
        Witness.NONE);
  }

  /** A new errand for a command that keeps its contract. */
  public Errand errand(RemediationCommand command) {
    return new Errand(command, this);
  }
}
