package io.reflexarc.actuator.errand;

import static io.reflexarc.actuator.errand.Checkpoint.Step.AFTER_WRITE;
import static io.reflexarc.actuator.errand.Checkpoint.Step.BEFORE_WRITE;
import static io.reflexarc.actuator.errand.Checkpoint.Step.CLAIMED;
import static io.reflexarc.actuator.errand.Checkpoint.Step.LOOKED;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.Fault;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.WriteAnswer;
import io.reflexarc.actuator.control.ControlsUnavailableException;
import io.reflexarc.actuator.owner.FieldTrace;
import io.reflexarc.actuator.post.Post.Delivery;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.policy.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One command, from looking to its outcome. Each turn looks afresh, plans, passes the gates, and
 * takes one step at most; so whatever happened since the last turn, in this process or in another,
 * is seen before anything is written. Used by one thread at a time.
 *
 * <p>What a failure leaves behind: before the write, nothing. After it, the mark on the object, in
 * the same write: the next errand for this command, wherever it runs, finds it and writes nothing.
 * A write that was not answered is not repeated blindly: the next turn looks for its mark, and a
 * second write carries the same resourceVersion as the first, so that at most one of them lands.
 *
 * <p>What no mark can fence: a process that is halted between its last look at the clock and the
 * sending of the request may write after the expiry, provided that nobody has touched the object.
 */
public final class Errand {

  private static final Duration POLL = Duration.ofMillis(250);

  private final RemediationCommand command;
  private final Workshop with;
  private final Guard guard;
  private final Troubles troubles;
  private String sentence = "";
  private Change sofar = Change.NONE;
  private List<KubeObject> seen = List.of();
  private final List<Witness.Trace> traces = new ArrayList<>();
  private boolean wrote;
  private int turns;
  private volatile boolean abandoned;

  Errand(RemediationCommand command, Workshop with) {
    this.command = command;
    this.with = with;
    this.guard = new Guard(with.cluster(), with.controls());
    this.troubles = new Troubles(command.getId(), Backoff.DEFAULT);
  }

  /** The command. */
  public RemediationCommand command() {
    return command;
  }

  /**
   * From now on it is somebody else's: nothing is begun any more. From any thread; a write that is
   * on its way is not called back.
   */
  public void abandon() {
    abandoned = true;
  }

  /** Takes a turn. */
  public Turn turn() {
    turns++;
    with.checkpoint().reached(CLAIMED, command);
    Optional<Outcome> forbidden =
        Guard.mode(command).or(() -> Guard.place(command, with.namespace()));
    Optional<Action> action = with.actions().find(command.getAction());
    if (forbidden.isPresent()) {
      return done(forbidden.get());
    }
    if (action.isEmpty()) {
      return done(
          new Outcome.Refused(Refusal.UNKNOWN_ACTION, with.actions().missing(command.getAction())));
    }
    try {
      return look(action.get());
    } catch (InvalidCommandException e) {
      return done(new Outcome.Refused(Refusal.INVALID_PARAMETERS, String.valueOf(e.getMessage())));
    } catch (ClusterException e) {
      return unread(e.fault());
    } catch (ControlsUnavailableException e) {
      return unread(Fault.of(Fault.Kind.NO_ANSWER, String.valueOf(e.getMessage())));
    }
  }

  private Turn look(Action action)
      throws InvalidCommandException, ClusterException, ControlsUnavailableException {
    Sight sight = action.look(command, with.cluster());
    with.checkpoint().reached(LOOKED, command);
    Plan plan = sight.plan(now());
    sofar = plan.sofar();
    if (plan instanceof Plan.Nothing nothing) {
      troubles.passed();
      return done(settled(nothing.outcome()));
    }
    Plan.Write write = (Plan.Write) plan;
    sentence = sentence.isEmpty() ? write.sentence() : sentence;
    Optional<Outcome> objection =
        expired()
            ? Optional.of(atExpiry())
            : guard
                .objection(command, sight, now())
                .or(() -> Guard.owned(write.steps(), sight, with.owners()));
    seen = sight.objects();
    return objection.isPresent() ? stopped(write, objection.get()) : act(write);
  }

  private Turn act(Plan.Write write) {
    if (with.effect() == Effect.DRY_RUN && write.first() instanceof Step.Await) {
      return done(dry());
    }
    if (write.first() instanceof Step.Await) {
      troubles.passed();
      return again(POLL);
    }
    with.checkpoint().reached(BEFORE_WRITE, command);
    if (abandoned) {
      return new Turn.Abandoned();
    }
    if (expired()) {
      return again(Duration.ZERO);
    }
    return write.first() instanceof Step.Send send
        ? send(write, send)
        : write(write, (Step.Guarded) write.first());
  }

  private Turn write(Plan.Write write, Step.Guarded step) {
    WriteAnswer answer = written(step);
    with.checkpoint().reached(AFTER_WRITE, command);
    return answered(write, step, answer);
  }

  private WriteAnswer written(Step.Guarded step) {
    Effect effect = with.effect();
    if (step instanceof Step.Remove remove) {
      return with.cluster().remove(remove.kind(), remove.object(), remove.how(), effect);
    }
    return step instanceof Step.Apply apply
        ? with.cluster().apply(apply.kind(), apply.object(), effect)
        : with.cluster().replace(step.kind(), traced(step), effect);
  }

  /** The object itself remembers which of its fields are changed. */
  private KubeObject traced(Step.Guarded step) {
    return before(step.object())
        .map(before -> FieldTrace.of(before, step.object()))
        .map(fields -> step.object().edited(o -> FieldTrace.putOn(o, command.getId(), fields)))
        .orElse(step.object());
  }

  private Optional<KubeObject> before(KubeObject written) {
    return seen.stream().filter(object -> object.uid().equals(written.uid())).findFirst();
  }

  private Turn send(Plan.Write write, Step.Send send) {
    if (with.effect() == Effect.DRY_RUN) {
      return done(dry());
    }
    Delivery delivery = with.post().send(send.letter());
    with.checkpoint().reached(AFTER_WRITE, command);
    if (delivery instanceof Delivery.Taken) {
      return did(write, send.change());
    }
    if (delivery instanceof Delivery.Unknown unknown) {
      return again(troubles.unanswered(unknown.fault()));
    }
    return refused(((Delivery.Refused) delivery).fault());
  }

  private Turn did(Plan.Write write, Change change) {
    troubles.passed();
    wrote = true;
    sofar = sofar.then(change);
    if (write.steps().size() > 1) {
      return again(Duration.ZERO);
    }
    with.witness().applied(command, List.copyOf(traces));
    return done(applied());
  }

  private void trace(Step.Guarded step, KubeObject written) {
    if (step instanceof Step.Replace) {
      before(written).ifPresent(before -> traces.add(new Witness.Trace(before, written)));
    }
  }

  private Turn answered(Plan.Write write, Step.Guarded step, WriteAnswer answer) {
    if (answer instanceof WriteAnswer.Written written) {
      if (with.effect() == Effect.DRY_RUN) {
        return done(dry());
      }
      trace(step, written.object());
      return did(write, step.change());
    }
    if (answer instanceof WriteAnswer.Conflict conflict) {
      return again(troubles.conflict(conflict.message()));
    }
    if (answer instanceof WriteAnswer.Gone gone) {
      return again(troubles.conflict(gone.message()));
    }
    if (answer instanceof WriteAnswer.Unknown unknown) {
      return again(
          with.effect() == Effect.DRY_RUN
              ? troubles.failed(unknown.fault())
              : troubles.noAnswer(step.object(), unknown.fault()));
    }
    return refused(((WriteAnswer.Refused) answer).fault());
  }

  private Turn refused(Fault fault) {
    if (fault.kind() == Fault.Kind.OWNED) {
      return done(new Outcome.Held(Gate.OWNED, fault.message()));
    }
    return fault.kind().passing()
        ? again(troubles.failed(fault))
        : done(new Outcome.PermanentFailure(fault.message()));
  }

  /** The cluster, or the orders of humans, could not be read. */
  private Turn unread(Fault fault) {
    if (!fault.kind().passing()) {
      return done(new Outcome.PermanentFailure(fault.message()));
    }
    Duration delay = troubles.failed(fault);
    return expired() && !troubles.lookOnceMore()
        ? done(troubles.doubtful() ? unknown() : atExpiry())
        : again(delay);
  }

  /** A gate has closed. A write that was sent before may land yet: look a few times more. */
  private Turn stopped(Plan.Write write, Outcome objection) {
    boolean mayLand = write.first() instanceof Step.Guarded step && troubles.mayLand(step.object());
    if (!mayLand) {
      return done(troubles.unanswered() ? unheard() : objection);
    }
    return troubles.lookOnceMore()
        ? again(troubles.failed("waiting for a write that was not answered", Duration.ZERO))
        : done(unknown());
  }

  private Outcome settled(Outcome outcome) {
    boolean ours = wrote || troubles.doubtful();
    if (outcome instanceof Outcome.AlreadyApplied && ours) {
      return applied();
    }
    boolean untouched = sofar.isEmpty() && !(outcome instanceof Outcome.AlreadyApplied);
    return untouched && expired() ? atExpiry() : outcome;
  }

  private Outcome atExpiry() {
    return sofar.isEmpty()
        ? troubles.atExpiry()
        : new Outcome.TransientFailure("its time was over half way, what is done stays done");
  }

  private Outcome applied() {
    return new Outcome.Applied(sentence);
  }

  private Outcome dry() {
    return new Outcome.Held(Gate.DRY_RUN, "would " + sentence);
  }

  private static Outcome unknown() {
    return new Outcome.UnknownOutcome(
        "a write was sent and not answered, and its mark is not on the object: it may still land");
  }

  private static Outcome unheard() {
    return new Outcome.UnknownOutcome(
        "a message was sent and not answered: whether it was taken is not known");
  }

  private boolean expired() {
    return !now().isBefore(command.getExpiresAt());
  }

  private Instant now() {
    return with.time().instant();
  }

  private Turn again(Duration delay) {
    return abandoned ? new Turn.Abandoned() : new Turn.Again(untilExpiry(delay));
  }

  /** No pause is so long that the expiry would be noticed late. */
  private Duration untilExpiry(Duration delay) {
    Duration left = Duration.between(now(), command.getExpiresAt());
    if (left.isNegative() || left.isZero()) {
      return delay;
    }
    long realMillis = Math.max(10, (long) (left.toMillis() / with.time().speed()) + 1);
    return delay.toMillis() < realMillis ? delay : Duration.ofMillis(realMillis);
  }

  private Turn done(Outcome outcome) {
    return new Turn.Done(new Report(command, outcome, sofar, now(), turns));
  }
}
