package io.reflexarc.actuator.action.quarantine;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Mark;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Preconditions;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.action.pods.Budgets;
import io.reflexarc.actuator.action.pods.Keeper;
import io.reflexarc.actuator.action.pods.LabelSelector;
import io.reflexarc.actuator.action.pods.Pod;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pod that shall serve no more and stay: one write, labels, time and mark together. There is no
 * state in between; a failure leaves either all of it or nothing behind.
 *
 * @param pod empty when it is gone
 * @param workload the Deployment, empty when it is gone
 * @param keeper the ReplicaSet that keeps the pod, empty when none does
 * @param services of the namespace
 * @param budgets of the namespace
 * @param inQuarantine pods of the workload that are out of traffic already
 * @param siblings pods of the workload, this one among them
 */
record QuarantineSight(
    RemediationCommand command,
    QuarantineOrder order,
    Optional<Pod> pod,
    Optional<KubeObject> workload,
    Optional<KubeObject> keeper,
    List<KubeObject> services,
    Budgets budgets,
    List<Pod> inQuarantine,
    List<Pod> siblings)
    implements Sight {

  QuarantineSight {
    services = List.copyOf(services);
    inQuarantine = List.copyOf(inQuarantine);
    siblings = List.copyOf(siblings);
  }

  @Override
  public List<KubeObject> objects() {
    return Stream.concat(pod.map(Pod::object).stream(), workload.stream()).toList();
  }

  @Override
  public Plan plan(Instant now) {
    if (pod.isEmpty()) {
      return nothing(new Outcome.Superseded("pod " + order.pod().key().name() + " is gone"));
    }
    Pod here = pod.get();
    Optional<Mark> mark = Mark.on(here.object(), command);
    if (mark.isPresent()) {
      return new Plan.Nothing(
          new Outcome.AlreadyApplied("this command had " + sentence()), mark.get().change());
    }
    return moved(here)
        .<Outcome>map(Outcome.Superseded::new)
        .or(() -> unfit(here).map(says -> new Outcome.Refused(Refusal.UNFIT, says)))
        .<Plan>map(QuarantineSight::nothing)
        .orElseGet(() -> away(here, now));
  }

  /** What is no longer as the command expects. */
  private Optional<String> moved(Pod here) {
    if (here.isLeaving() || here.isFinished() || here.startedAt().isEmpty()) {
      return Optional.of("pod " + here.name() + " does not run");
    }
    if (here.object().label(QuarantinePod.QUARANTINED).isPresent()) {
      return Optional.of("pod " + here.name() + " is in quarantine already");
    }
    return workload.isEmpty()
        ? Optional.of(order.workload() + " is gone")
        : Preconditions.broken(order.expected(), workload.get());
  }

  /** Why it cannot be done without harm. */
  private Optional<String> unfit(Pod here) {
    if (!isOfWorkload()) {
      return Optional.of(
          "pod "
              + here.name()
              + " is kept by no ReplicaSet of "
              + order.workload().name()
              + ", and only one of those makes another beside it");
    }
    if (LabelSelector.of(keeper.orElseThrow()).picks(stripped(here).labels())) {
      return Optional.of(
          "ReplicaSet " + keeper.orElseThrow().name() + " would still pick pod " + here.name());
    }
    if (asked() < 2) {
      return Optional.of(order.workload().name() + " has no second replica that would serve");
    }
    long away =
        inQuarantine.stream().filter(other -> !other.isFinished() && !other.isLeaving()).count();
    return away < order.atMost()
        ? Optional.empty()
        : Optional.of(away + " of at most " + order.atMost() + " pods are in quarantine already");
  }

  private boolean isOfWorkload() {
    return keeper
        .flatMap(Keeper::of)
        .filter(owner -> owner.uid().equals(order.expected().getUid()))
        .isPresent();
  }

  private int asked() {
    return (int) workload.orElseThrow().number("/spec/replicas", 1);
  }

  private Plan away(Pod here, Instant now) {
    Retreat retreat = stripped(here);
    Change change = retreat.change(order.keepUntil());
    Mark mark = Mark.of(command, now, change);
    KubeObject wanted =
        here.object()
            .edited(
                json -> {
                  retreat.of(json, order);
                  mark.putOn(json);
                });
    Step write = new Step.Replace(ResourceKind.POD, wanted, change);
    List<Step> steps =
        tooFewLeft(here)
            .map(says -> List.of(new Step.Await(says), write))
            .orElseGet(() -> List.of(write));
    return new Plan.Write(sentence(), steps, Change.NONE);
  }

  /** What to wait for first: half of the replicas stay ready, and no budget is overdrawn. */
  private Optional<String> tooFewLeft(Pod here) {
    long left = siblings.stream().filter(other -> serves(other, here)).count();
    if (left * 2 < asked()) {
      return Optional.of("until half of " + asked() + " replicas would be left ready");
    }
    return here.isReady()
        ? budgets.keeps(here).map(says -> "until it may be spared: " + says)
        : Optional.empty();
  }

  private static boolean serves(Pod other, Pod here) {
    return !other.name().equals(here.name()) && other.isReady() && !other.isLeaving();
  }

  private Retreat stripped(Pod here) {
    return Retreat.of(here, keeper.stream().toList(), services);
  }

  private String sentence() {
    return "take pod "
        + order.pod().key().name()
        + " out of traffic and keep it until "
        + order.keepUntil();
  }

  private static Plan nothing(Outcome outcome) {
    return new Plan.Nothing(outcome, Change.NONE);
  }
}
