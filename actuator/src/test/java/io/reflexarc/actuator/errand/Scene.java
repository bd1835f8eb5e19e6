package io.reflexarc.actuator.errand;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Rollouts;
import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.action.rollback.Rollback;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.cluster.MemoryCluster;
import io.reflexarc.actuator.control.ControlDesk;
import io.reflexarc.actuator.post.Post;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Duration;
import java.util.List;

/** A cluster in memory, a clock moved by hand, and somebody who takes an errand's turns. */
final class Scene {

  private static final int MOST_TURNS = 2_000;

  final MemoryCluster cluster = new MemoryCluster();
  final Rollouts rollouts = new Rollouts(cluster);
  final ControlDesk desk = new ControlDesk();
  final ManualTime time = new ManualTime(Commands.ISSUED.plusSeconds(5));

  Workshop workshop(Checkpoint checkpoint) {
    return workshop(checkpoint, Effect.PERSIST);
  }

  Workshop workshop(Checkpoint checkpoint, Effect effect) {
    return workshop(checkpoint, effect, Actions.of(List.of(new Rollback())));
  }

  private Workshop workshop(Checkpoint checkpoint, Effect effect, Actions actions) {
    return new Workshop(actions, cluster, Post.NONE, desk, time, effect, "", checkpoint);
  }

  /** Carries a command out, as a fresh actuator does. */
  Report run(RemediationCommand command) {
    return run(workshop(Checkpoint.NONE).errand(command));
  }

  /** As {@link #run(RemediationCommand)}, with these actions. */
  Report run(RemediationCommand command, Actions actions) {
    return run(workshop(Checkpoint.NONE, Effect.PERSIST, actions).errand(command));
  }

  Report dryRun(RemediationCommand command) {
    return run(workshop(Checkpoint.NONE, Effect.DRY_RUN).errand(command));
  }

  /** Takes turns until there is an outcome; the clock moves on while the errand waits. */
  Report run(Errand errand) {
    for (int turns = 0; turns < MOST_TURNS; turns++) {
      Turn turn = errand.turn();
      if (turn instanceof Turn.Done done) {
        return done.report();
      }
      Duration delay = ((Turn.Again) turn).delay();
      time.advance(delay);
    }
    throw new AssertionError("no outcome after " + MOST_TURNS + " turns");
  }
}
