package io.reflexarc.actuator.action.pods;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.Removal;
import io.reflexarc.actuator.cluster.ResourceKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One pod that shall go, so that its controller makes another. There is no mark on what is gone:
 * that the pod of this uid is gone, or on its way, is the mark. A failure before the removal leaves
 * everything as it was, one after it leaves nothing to do.
 *
 * @param order which pod
 * @param pod as it is, empty when it is gone
 * @param how it goes
 * @param sentence what is done: "evict pod web-1"
 * @param objection the action's own
 */
public record Departure(
    PodOrder order, Optional<Pod> pod, Removal how, String sentence, Objection objection)
    implements Sight {

  /** Why the pod may not go, a pure function of what was seen. */
  @FunctionalInterface
  public interface Objection {

    /** Empty when it may. */
    Optional<Outcome> at(Pod pod, Instant now);
  }

  @Override
  public List<KubeObject> objects() {
    return pod.map(Pod::object).stream().toList();
  }

  @Override
  public Plan plan(Instant now) {
    if (pod.isEmpty()) {
      return done("is gone");
    }
    Pod here = pod.get();
    if (here.isLeaving()) {
      return done("is on its way out");
    }
    return neverAnew(here)
        .or(() -> objection.at(here, now))
        .<Plan>map(outcome -> new Plan.Nothing(outcome, Change.NONE))
        .orElseGet(() -> removal(here));
  }

  /** A pod that nobody would make anew is not for us to remove. */
  private static Optional<Outcome> neverAnew(Pod pod) {
    if (pod.isStatic()) {
      return unfit(pod.name() + " is run by its node from a file: it cannot be removed here");
    }
    return pod.keeper().isEmpty()
        ? unfit(pod.name() + " has no controller: nobody would make it anew")
        : Optional.empty();
  }

  private Plan removal(Pod here) {
    Change change =
        new Change(
            Map.of("pod " + here.name(), here.phase()), Map.of("pod " + here.name(), gone()));
    return new Plan.Write(
        sentence,
        List.of(new Step.Remove(ResourceKind.POD, here.object(), how, change)),
        Change.NONE);
  }

  private Plan done(String says) {
    String name = order.key().name();
    return new Plan.Nothing(
        new Outcome.AlreadyApplied("pod " + name + " " + says),
        new Change(Map.of(), Map.of("pod " + name, gone())));
  }

  private String gone() {
    return how == Removal.EVICT ? "evicted" : "deleted";
  }

  private static Optional<Outcome> unfit(String reason) {
    return Optional.of(new Outcome.Refused(Refusal.UNFIT, reason));
  }
}
