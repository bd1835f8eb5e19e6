package io.reflexarc.actuator.action;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.control.ControlDesk;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Checkpoint.Step;
import io.reflexarc.actuator.errand.Errand;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.actuator.errand.Turn;
import io.reflexarc.actuator.errand.Workshop;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.concurrent.atomic.AtomicBoolean;

/** A scene's errands, turn by turn, by a clock moved by hand. */
public final class Rehearsal {

  /** Something that happens at a step of the spine. */
  public interface Happening {
    void happen() throws Exception;
  }

  /** The process dies. */
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final int MOST_TURNS = 2_000;

  private final Site site;
  private final ActionScene scene;
  private final Actions actions;
  public final ManualTime time = new ManualTime(Commands.ISSUED.plusSeconds(5));

  public Rehearsal(Site site, ActionScene scene) {
    this.site = site;
    this.scene = scene;
    this.actions = Actions.installed(scene.settings());
  }

  Actions actions() {
    return actions;
  }

  /** Carries the command out, as a fresh actuator does. */
  public Report run(RemediationCommand command) throws Exception {
    return run(command, Checkpoint.NONE);
  }

  /** Carries it out while something happens. */
  public Report run(RemediationCommand command, Checkpoint checkpoint) throws Exception {
    return run(command, workshop(site.cluster(), new ControlDesk(), Effect.PERSIST, checkpoint));
  }

  /** Carries it out under these orders of humans. */
  Report run(RemediationCommand command, ControlDesk orders) throws Exception {
    return run(command, workshop(site.cluster(), orders, Effect.PERSIST, Checkpoint.NONE));
  }

  /** Carries it out on this cluster. */
  Report run(RemediationCommand command, Cluster cluster) throws Exception {
    return run(command, workshop(cluster, new ControlDesk(), Effect.PERSIST, Checkpoint.NONE));
  }

  Report dryRun(RemediationCommand command) throws Exception {
    return run(
        command, workshop(site.cluster(), new ControlDesk(), Effect.DRY_RUN, Checkpoint.NONE));
  }

  /** Something happens when a step is reached for the first time. */
  public static Checkpoint first(Step step, Happening happening) {
    AtomicBoolean happened = new AtomicBoolean();
    return (reached, command) -> {
      if (reached == step && !happened.getAndSet(true)) {
        happen(happening);
      }
    };
  }

  private static void happen(Happening happening) {
    try {
      happening.happen();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Workshop workshop(
      Cluster cluster, ControlDesk orders, Effect effect, Checkpoint checkpoint) {
    return new Workshop(actions, cluster, site.post(), orders, time, effect, "", checkpoint);
  }

  private Report run(RemediationCommand command, Workshop workshop) throws Exception {
    Errand errand = workshop.errand(command);
    for (int turns = 0; turns < MOST_TURNS; turns++) {
      Turn turn = errand.turn();
      if (turn instanceof Turn.Done done) {
        return done.report();
      }
      time.advance(((Turn.Again) turn).delay());
      scene.meanwhile(site);
    }
    throw new AssertionError("no outcome after " + MOST_TURNS + " turns");
  }
}
