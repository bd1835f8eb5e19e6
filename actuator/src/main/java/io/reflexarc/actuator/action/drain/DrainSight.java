package io.reflexarc.actuator.action.drain;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Effects;
import io.reflexarc.actuator.action.Mark;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Preconditions;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.action.cordon.Cordon;
import io.reflexarc.actuator.action.pods.Pod;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.Removal;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node that shall be emptied. All that is known of how far it has got stands in the cluster, so
 * that whoever takes the command over goes on from there. What a failure leaves behind:
 *
 * <ol>
 *   <li>before the node is closed: nothing has changed;
 *   <li>after that: the node is closed and marked with the number of pods that were to go; those
 *       that went are elsewhere, the others serve on;
 *   <li>after the last pod has gone: the mark says so. From then on the command is done, whatever
 *       comes to the node later.
 * </ol>
 *
 * Each eviction is one step, before which everything is looked at again. A node that somebody has
 * opened meanwhile, or closed anew, is somebody's decision against it.
 *
 * @param node empty when it is gone
 */
record DrainSight(
    RemediationCommand command,
    TargetKey key,
    Precondition expected,
    int atOnce,
    Optional<KubeObject> node,
    Lodgers lodgers)
    implements Sight {

  private static final String PODS = "pods";

  @Override
  public List<KubeObject> objects() {
    return Stream.concat(node.stream(), lodgers.going().stream().map(Pod::object)).toList();
  }

  @Override
  public Plan plan(Instant now) {
    if (node.isEmpty()) {
      return nothing(new Outcome.Superseded(key + " is gone"), Change.NONE);
    }
    KubeObject here = node.get();
    Optional<String> broken = Preconditions.broken(expected, here);
    if (broken.isPresent()) {
      return nothing(new Outcome.Superseded(broken.get()), Change.NONE);
    }
    Optional<Change> begun = Mark.on(here, command).map(Mark::change);
    Optional<Change> over =
        begun.isPresent()
            ? begun.filter(change -> change.after().containsKey(PODS))
            : Effects.on(here).of(command.getId());
    if (over.isPresent()) {
      return nothing(
          new Outcome.AlreadyApplied("this command had drained " + key.name()), over.get());
    }
    return begun.map(change -> goOn(here, change, now)).orElseGet(() -> begin(here, now));
  }

  private Plan begin(KubeObject here, Instant now) {
    if (lodgers.tooMany()) {
      return nothing(
          new Outcome.Refused(
              Refusal.UNFIT, key.name() + " has more than " + Lodgers.MOST + " pods"),
          Change.NONE);
    }
    Cordon cordon = new Cordon(here);
    Change closing = cordon.closing(command.getIncidentId());
    Change change = closing.then(new Change(Map.of(PODS, left(now)), Map.of()));
    Mark mark = Mark.of(command, now, change);
    KubeObject closed =
        here.edited(
            json -> {
              cordon.close(json, command.getId(), closing);
              mark.putOn(json);
            });
    return new Plan.Write(
        (cordon.isClosed()
                ? "evict " + pods(left(now)) + " of " + key.name()
                : "cordon " + key.name() + " and evict its " + pods(left(now)))
            + manner(),
        List.of(new Step.Replace(ResourceKind.NODE, closed, change), rest("pods to go")),
        Change.NONE);
  }

  private Plan goOn(KubeObject here, Change begun, Instant now) {
    Change sofar = begun.then(new Change(Map.of(), Map.of(PODS, left(now))));
    Optional<Outcome> stopped = stopped(here, sofar, now);
    if (stopped.isPresent()) {
      return nothing(stopped.get(), sofar);
    }
    Step step = next(here, sofar, now);
    List<Step> steps =
        step instanceof Step.Replace ? List.of(step) : List.of(step, rest("the others"));
    return new Plan.Write(
        "evict the last " + pods(left(now)) + " of " + key.name() + manner(), steps, sofar);
  }

  private Optional<Outcome> stopped(KubeObject here, Change sofar, Instant now) {
    Cordon cordon = new Cordon(here);
    if (!cordon.isClosed()) {
      return Optional.of(
          new Outcome.Overridden(
              key.name() + " was uncordoned by another hand with " + went(sofar)));
    }
    if (cordon.isClosedAnew(command.getId())) {
      return Optional.of(
          new Outcome.Overridden(
              key.name() + " was cordoned anew by another hand with " + went(sofar)));
    }
    boolean over = !now.isBefore(command.getExpiresAt()) && !isEmpty(now);
    return over
        ? Optional.of(
            new Outcome.TransientFailure(
                "its time was over with " + went(sofar) + ": " + lodgers.obstacle()))
        : Optional.empty();
  }

  private Step next(KubeObject here, Change sofar, Instant now) {
    if (isEmpty(now)) {
      Mark mark = Mark.of(command, now, sofar);
      return new Step.Replace(ResourceKind.NODE, here.edited(mark::putOn), Change.NONE);
    }
    if (lodgers.onTheirWay(now) >= atOnce) {
      return rest("those on their way");
    }
    return lodgers
        .next(now)
        .<Step>map(
            pod -> new Step.Remove(ResourceKind.POD, pod.object(), Removal.EVICT, Change.NONE))
        .orElseGet(() -> rest(lodgers.obstacle()));
  }

  private boolean isEmpty(Instant now) {
    return lodgers.going().isEmpty() && lodgers.onTheirWay(now) == 0;
  }

  private String left(Instant now) {
    return Integer.toString(lodgers.going().size() + lodgers.onTheirWay(now));
  }

  private static String went(Change sofar) {
    String left = sofar.after().get(PODS);
    return left + " of " + sofar.before().get(PODS) + " pods still on it";
  }

  private static String pods(String count) {
    return count + (count.equals("1") ? " pod" : " pods");
  }

  private String manner() {
    String staying = lodgers.staying();
    return ", " + atOnce + " at once" + (staying.isEmpty() ? "" : "; these stay: " + staying);
  }

  private static Step rest(String what) {
    return new Step.Await(what);
  }

  private static Plan nothing(Outcome outcome, Change sofar) {
    return new Plan.Nothing(outcome, sofar);
  }
}
