package io.reflexarc.actuator.action.rollback;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Mark;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A canary pair whose canary shall go. Capacity first, so that no request ever meets fewer pods
 * than before. Each step is one write, with its own mark; what a failure leaves behind:
 *
 * <ol>
 *   <li>before the stable is scaled up: nothing has changed;
 *   <li>after that, before its new pods are ready, also when they never get ready within the
 *       capacity timeout: the stable is larger than it was, the canary runs on. Harmless, and said
 *       in the audit; a restarted actuator goes on from here;
 *   <li>after the canary is scaled down: all is done, the canary's mark says so.
 * </ol>
 *
 * A stable that a human or an autoscaler has made larger meanwhile is never made smaller. One that
 * was made smaller than the command's own step left it is somebody's decision against it.
 *
 * @param stable empty when it is gone
 * @param canary empty when it is gone
 * @param capacityTimeout how long the stable may take to be ready, event time
 */
record CanarySight(
    RemediationCommand command,
    RollbackOrder.OffCanary order,
    Optional<Seen> stable,
    Optional<Seen> canary,
    Duration capacityTimeout)
    implements Sight {

  @Override
  public List<KubeObject> objects() {
    return Stream.of(stable, canary).flatMap(Optional::stream).map(Seen::workload).toList();
  }

  @Override
  public Plan plan(Instant now) {
    if (canary.isPresent() && canary.get().marked()) {
      return nothing(
          new Outcome.AlreadyApplied("this command had taken the load off " + canaryName()));
    }
    return objection().<Plan>map(this::nothing).orElseGet(() -> next(now));
  }

  private Optional<Outcome> objection() {
    if (stable.isEmpty()) {
      return Optional.of(new Outcome.Superseded(order.stable() + " is gone"));
    }
    if (canary.isEmpty()) {
      return Optional.of(new Outcome.Superseded(order.canary() + " is gone"));
    }
    return stable
        .get()
        .objection(order.stableExpected(), revisionOf(order.stableExpected()))
        .or(
            () ->
                canary.get().objection(order.canaryExpected(), revisionOf(order.canaryExpected())))
        .or(this::scaledByAnother);
  }

  private Optional<Outcome> scaledByAnother() {
    Seen here = stable.orElseThrow();
    Seen there = canary.orElseThrow();
    if (there.replicas() <= order.canaryReplicas()) {
      return Optional.of(
          new Outcome.Superseded(there.name() + " has " + there.replicas() + " replicas already"));
    }
    if (here.marked() && here.replicas() < order.stableReplicas()) {
      return Optional.of(
          new Outcome.Overridden(
              here.name() + " was set back to " + here.replicas() + " replicas by another hand"));
    }
    return Optional.empty();
  }

  private Plan next(Instant now) {
    Seen here = stable.orElseThrow();
    Seen there = canary.orElseThrow();
    boolean grow = here.replicas() < order.stableReplicas();
    boolean ready = !grow && here.ready() >= order.stableReplicas();
    if (!grow && !ready && !now.isBefore(capacityDeadline(here))) {
      return nothing(
          new Outcome.TransientFailure(
              here.ready()
                  + " of "
                  + order.stableReplicas()
                  + " pods of "
                  + here.name()
                  + " ready after "
                  + capacityTimeout.toSeconds()
                  + " s; "
                  + there.name()
                  + " is left as it is"));
    }
    List<Step> steps = new ArrayList<>();
    if (grow) {
      steps.add(scaled(here, order.stableReplicas(), now));
    }
    if (!ready) {
      steps.add(new Step.Await(order.stableReplicas() + " ready pods of " + here.name()));
    }
    steps.add(scaled(there, order.canaryReplicas(), now));
    return new Plan.Write(sentence(grow, here, there), steps, sofar());
  }

  private Instant capacityDeadline(Seen here) {
    return here.mark().map(Mark::at).orElse(command.getIssuedAt()).plus(capacityTimeout);
  }

  private Step scaled(Seen seen, int replicas, Instant now) {
    String field = seen.name() + ".replicas";
    Change change =
        new Change(
            Map.of(field, Integer.toString(seen.replicas())),
            Map.of(field, Integer.toString(replicas)));
    Mark mark = Mark.of(command, now, change);
    KubeObject wanted =
        seen.workload()
            .edited(
                json -> {
                  json.withObject("/spec").put("replicas", replicas);
                  mark.putOn(json);
                });
    return new Step.Replace(ResourceKind.DEPLOYMENT, wanted, change);
  }

  private String sentence(boolean grow, Seen here, Seen there) {
    String off =
        canaryName() + " from " + there.replicas() + " to " + order.canaryReplicas() + " replicas";
    return grow
        ? "set "
            + here.name()
            + " from "
            + here.replicas()
            + " to "
            + order.stableReplicas()
            + " replicas and, once ready, "
            + off
        : "set " + off + ", once " + here.name() + " has " + order.stableReplicas() + " ready";
  }

  private String canaryName() {
    String version = order.from().version();
    return order.canary().name() + (version.isEmpty() ? "" : " (" + version + ")");
  }

  private Change sofar() {
    return Stream.of(stable, canary)
        .flatMap(Optional::stream)
        .flatMap(seen -> seen.mark().stream())
        .map(Mark::change)
        .reduce(Change.NONE, Change::then);
  }

  private Plan nothing(Outcome outcome) {
    return new Plan.Nothing(outcome, sofar());
  }

  private static String revisionOf(Precondition expected) {
    return Objects.requireNonNullElse(expected.getRevision(), "");
  }
}
