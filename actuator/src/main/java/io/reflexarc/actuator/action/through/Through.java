package io.reflexarc.actuator.action.through;

import static io.reflexarc.actuator.action.through.Operation.State.FAILED;
import static io.reflexarc.actuator.action.through.Operation.State.UNDER_WAY;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Mark;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.owner.Owner;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A rollback through who delivers the workload. Its steps, and what a failure leaves behind after
 * each:
 *
 * <ol>
 *   <li>the deliverer stands still under a lease, and is asked in the same write to deploy what it
 *       deployed before, where its history has that. Left behind: a lease, which ends;
 *   <li>where it is asked, it is waited for; where it was not, or failed, the rollback itself. Left
 *       behind: what a rollback leaves.
 * </ol>
 *
 * If the rollback turns out not to be wanted any more, the deliverer is handed back at once.
 *
 * @param deliverer as it is
 * @param workload that it delivers, as it was read after that
 * @param arrived whether the workload asks for the proven release
 * @param operation what the deliverer can be asked for; empty for none
 * @param until when the lease is over
 * @param rollback the rollback without it
 */
record Through(
    RemediationCommand command,
    Deliverer deliverer,
    KubeObject workload,
    boolean arrived,
    Optional<Operation> operation,
    Instant until,
    Sight rollback)
    implements Sight {

  private static final String DEPLOYS = "deploys";
  private static final String HANDED_BACK = "handed back";

  @Override
  public List<KubeObject> objects() {
    return Stream.concat(Stream.of(deliverer.object()), rollback.objects().stream()).toList();
  }

  /** While the plan is carried out, the deliverer stands still. */
  @Override
  public Set<Owner> stayed() {
    return deliverer.owner().map(Set::of).orElse(Set.of());
  }

  @Override
  public Plan plan(Instant now) {
    Plan back = rollback.plan(now);
    Optional<Mark> mark = Mark.on(deliverer.object(), command);
    if (mark.isPresent() || deliverer.isHeldBy(command.getId())) {
      return goOn(back, mark.map(Mark::change).orElseGet(() -> deliverer.suspension(until)), now);
    }
    return back instanceof Plan.Write write ? begin(write, now) : back;
  }

  private Plan begin(Plan.Write back, Instant now) {
    if (!now.isBefore(until)) {
      return new Plan.Nothing(new Outcome.Expired("its lease would be over"), Change.NONE);
    }
    Optional<Lease> lease = deliverer.lease().filter(any -> !deliverer.runs());
    if (lease.filter(Lease::full).isPresent()) {
      return new Plan.Nothing(
          new Outcome.Refused(
              Refusal.UNFIT, deliverer.words() + " stands still for " + Lease.MOST + " already"),
          Change.NONE);
    }
    boolean leases = deliverer.runs() || lease.isPresent();
    String sentence = sentence(back, leases);
    if (operation.isPresent() && Operation.busy(deliverer.object())) {
      return waiting(sentence, "for the operation that is under way", Change.NONE);
    }
    if (!leases && operation.isEmpty()) {
      return back;
    }
    List<Step> steps = new ArrayList<>();
    steps.add(suspend(leases, now));
    if (operation.isPresent()) {
      steps.add(new Step.Await("for it to deploy that"));
    } else {
      steps.addAll(back.steps());
    }
    return new Plan.Write(sentence, steps, Change.NONE);
  }

  private Step suspend(boolean leases, Instant now) {
    Change change = change(leases);
    Mark mark = Mark.of(command, now, change);
    KubeObject still = leases ? deliverer.suspended(command.getId(), holder()) : deliverer.object();
    KubeObject asked =
        still.edited(
            json -> {
              operation.ifPresent(it -> it.putOn(json, workload, command.getId()));
              mark.putOn(json);
            });
    return new Step.Replace(deliverer.automation().kind(), asked, change);
  }

  private Change change(boolean leases) {
    Change still = leases ? deliverer.suspension(until) : Change.NONE;
    return operation
        .map(it -> still.then(new Change(Map.of(), Map.of(DEPLOYS, it.revision()))))
        .orElse(still);
  }

  private Lease.Holder holder() {
    return new Lease.Holder(
        until, command.getIncidentId(), command.getTarget(), command.getPolicy());
  }

  /** After the first step, in this process or in another. */
  private Plan goOn(Plan back, Change sofar, Instant now) {
    boolean held = deliverer.isHeldBy(command.getId());
    if (held && deliverer.runs()) {
      return new Plan.Nothing(
          new Outcome.Overridden(
              deliverer.automation().field() + " of " + deliverer.words() + " was set by hand"),
          sofar);
    }
    if (!held && sofar.after().containsKey(HANDED_BACK)) {
      return new Plan.Nothing(
          back instanceof Plan.Nothing nothing
              ? nothing.outcome()
              : new Outcome.Superseded(deliverer.words() + " was handed back"),
          sofar);
    }
    boolean asked = sofar.after().containsKey(DEPLOYS);
    Operation.State state = asked ? Operation.of(deliverer.object(), command.getId()) : FAILED;
    if (state == UNDER_WAY) {
      return waiting(sentence(back, held), "for it to deploy that", sofar);
    }
    if (asked && arrived) {
      return done(sofar);
    }
    if (back instanceof Plan.Write write) {
      return new Plan.Write(sentence(back, held), write.steps(), sofar.then(write.sofar()));
    }
    Plan.Nothing nothing = (Plan.Nothing) back;
    if (nothing.outcome() instanceof Outcome.AlreadyApplied) {
      return done(sofar.then(nothing.sofar()));
    }
    return held ? handBack(sofar, now) : new Plan.Nothing(nothing.outcome(), sofar);
  }

  /** The rollback is not wanted any more. */
  private Plan handBack(Change sofar, Instant now) {
    KubeObject back = deliverer.handedBack(command.getId());
    Map<String, String> after = new TreeMap<>(deliverer.handOver(back).after());
    after.put(HANDED_BACK, "true");
    Change change = new Change(deliverer.handOver(back).before(), after);
    Mark mark = Mark.of(command, now, change);
    return new Plan.Write(
        "hand " + deliverer.words() + " back",
        List.of(
            new Step.Replace(deliverer.automation().kind(), back.edited(mark::putOn), change),
            new Step.Await("to see what it comes to")),
        sofar);
  }

  private static Plan waiting(String sentence, String forWhat, Change sofar) {
    return new Plan.Write(sentence, List.of(new Step.Await(forWhat)), sofar);
  }

  private Plan done(Change sofar) {
    return new Plan.Nothing(
        new Outcome.AlreadyApplied("this command had rolled back through " + deliverer.words()),
        sofar);
  }

  private String sentence(Plan back, boolean leases) {
    String still = leases ? "suspend " + deliverer.words() + " until " + until + " and " : "";
    String how =
        operation.map(it -> "have it deploy " + it.revision() + " for this object: ").orElse("");
    return still + how + (back instanceof Plan.Write write ? write.sentence() : "roll back");
  }
}
