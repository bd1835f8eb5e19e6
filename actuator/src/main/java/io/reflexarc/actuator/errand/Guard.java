package io.reflexarc.actuator.errand;

import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.action.Undo;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.control.ControlSource;
import io.reflexarc.actuator.control.Controls;
import io.reflexarc.actuator.control.ControlsUnavailableException;
import io.reflexarc.actuator.owner.Owners;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.Mode;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Gate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The gates before a write: what a human, the policy's mode or an owner forbids. */
final class Guard {

  /** On an object or its namespace: nobody but humans touches it. */
  static final String PAUSED = "reflexarc.io/paused";

  private final ClusterReader cluster;
  private final ControlSource controls;

  Guard(ClusterReader cluster, ControlSource controls) {
    this.cluster = cluster;
    this.controls = controls;
  }

  /** What the command's own mode forbids. */
  static Optional<Outcome> mode(RemediationCommand command) {
    return switch (command.getMode()) {
      case AUTO, APPROVE -> Optional.empty();
      case OBSERVE -> held(Gate.OBSERVE_MODE, "its policy only observes");
      case SUGGEST -> held(Gate.SUGGEST_MODE, "its policy only suggests");
      case UNKNOWN ->
          Optional.of(new Outcome.Refused(Refusal.UNKNOWN_MODE, "its mode is not known here"));
    };
  }

  /** What the place of its target forbids. */
  static Optional<Outcome> place(RemediationCommand command, String only) {
    return only.isEmpty() || TargetKey.parse(command.getTarget()).namespace().equals(only)
        ? Optional.empty()
        : Optional.of(
            new Outcome.Refused(
                Refusal.OUTSIDE_NAMESPACE, "this actuator works in namespace " + only + " only"));
  }

  /**
   * What forbids it now. What takes back exactly what we did passes the pause of a scope, for it is
   * recovery (invariant I10); a human stops it by its own id.
   *
   * @throws ClusterException when its namespace could not be read
   * @throws ControlsUnavailableException when it is not certain what humans have ordered
   */
  Optional<Outcome> objection(RemediationCommand command, Sight sight, Instant now)
      throws ClusterException, ControlsUnavailableException {
    Controls orders = controls.current();
    TargetKey target = TargetKey.parse(command.getTarget());
    List<TargetKey> objects =
        sight.objects().stream().flatMap(object -> Reach.of(object, target.cluster())).toList();
    Optional<Control> rejection = orders.rejection(command, now);
    if (rejection.isPresent()) {
      return rejection.map(order -> new Outcome.Overridden("rejected by " + words(order)));
    }
    if (command.getMode() == Mode.APPROVE && orders.approval(command, now).isEmpty()) {
      return held(Gate.AWAITING_APPROVAL, "nobody has approved it");
    }
    boolean recovery = Undo.isOrderedBy(command);
    Optional<Control> pause =
        recovery ? orders.pauseOfItself(command, now) : orders.pause(command, objects, now);
    if (pause.isPresent()) {
      return held(Gate.PAUSED, pause.get().getScope() + " is paused by " + words(pause.get()));
    }
    if (recovery) {
      return Optional.empty();
    }
    Optional<Control> lifted = orders.lifted(command, objects, now);
    return lifted.isPresent()
        ? held(
            Gate.PAUSED,
            "the pause of "
                + lifted.get().getScope()
                + " ended after this was issued, and what is older is not done ("
                + words(lifted.get())
                + ")")
        : annotated(sight, target);
  }

  /** What the owner of an object would set back, were it written. */
  static Optional<Outcome> owned(List<Step> steps, Sight sight, Owners owners) {
    return steps.stream()
        .filter(Step.Replace.class::isInstance)
        .map(Step.Replace.class::cast)
        .flatMap(step -> foreign(step.object(), sight, owners))
        .findFirst()
        .flatMap(says -> held(Gate.OWNED, says));
  }

  private static Stream<String> foreign(KubeObject after, Sight sight, Owners owners) {
    return sight.objects().stream()
        .filter(before -> before.uid().equals(after.uid()))
        .flatMap(
            before ->
                owners
                    .foreign(before, after.json(), sight.stayed())
                    .map(it -> it.sentence(before))
                    .stream());
  }

  private Optional<Outcome> annotated(Sight sight, TargetKey target) throws ClusterException {
    Set<KubeObject> asked = new LinkedHashSet<>(sight.objects());
    for (String namespace : Reach.namespaces(sight.objects(), target)) {
      cluster.get(ResourceKind.NAMESPACE, "", namespace).ifPresent(asked::add);
    }
    return asked.stream()
        .filter(Guard::paused)
        .findFirst()
        .flatMap(
            object ->
                held(
                    Gate.PAUSED,
                    object.kind() + " " + object.name() + " carries the annotation " + PAUSED));
  }

  private static boolean paused(KubeObject object) {
    return object.annotation(PAUSED).filter(v -> !v.isEmpty() && !v.equals("false")).isPresent();
  }

  private static Optional<Outcome> held(Gate gate, String reason) {
    return Optional.of(new Outcome.Held(gate, reason));
  }

  private static String words(Control order) {
    return order.getBy() + ": " + order.getReason();
  }
}
