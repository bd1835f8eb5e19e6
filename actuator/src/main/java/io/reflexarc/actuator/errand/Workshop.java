package io.reflexarc.actuator.errand;

import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.control.ControlSource;
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
 */
public record Workshop(
    Actions actions,
    Cluster cluster,
    Post post,
    ControlSource controls,
    TimeSource time,
    Effect effect,
    String namespace,
    Checkpoint checkpoint) {

  /** A new errand for a command that keeps its contract. */
  public Errand errand(RemediationCommand command) {
    return new Errand(command, this);
  }
}
