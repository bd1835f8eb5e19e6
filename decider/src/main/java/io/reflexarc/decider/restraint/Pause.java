package io.reflexarc.decider.restraint;

import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A pause that reigns over a target.
 *
 * @param scope where it was ordered
 * @param says who and why, a clause
 * @param until when it lapses by itself, event time; empty for never
 */
public record Pause(String scope, String says, OptionalLong until) {

  /** The annotation that pauses a workload, or with the prefix its namespace. */
  public static final String ANNOTATION = "reflexarc.io/paused";

  /** Before the annotations of the namespace. */
  public static final String OF_NAMESPACE = "namespace:";

  private static final String OF_POLICY = "policy:";

  /** How far a human's clock may be ahead. */
  private static final long CLOCKS_APART_MILLIS = 300_000;

  /**
   * The pause that reigns over a target and one policy; empty when none does. The widest scope is
   * named when several do.
   *
   * @param policy key of the policy, empty to look at the target alone
   * @param controls scope to the last control for it
   * @param annotations ours, of the workload
   * @param now event time
   */
  public static Optional<Pause> over(
      TargetKey target,
      String policy,
      Map<String, Control> controls,
      Map<String, String> annotations,
      long now) {
    for (String scope : scopes(target, policy)) {
      Control control = controls.get(scope);
      if (control != null && reigns(control, now)) {
        return Optional.of(of(scope, control));
      }
    }
    return annotated(OF_NAMESPACE + ANNOTATION, "its namespace", annotations)
        .or(() -> annotated(ANNOTATION, "it", annotations));
  }

  /**
   * When an order lifted the last pause over a target and one policy, event time. The clock of a
   * target's partition may be behind it: what was seen until then was seen in the pause.
   *
   * @param now event time of the target; it is the answer where no order is known, and where a
   *     wrong clock says that one comes much later
   */
  public static long liftedAt(
      TargetKey target, String policy, Map<String, Control> controls, long now) {
    long lifted = now;
    for (String scope : scopes(target, policy)) {
      Control control = controls.get(scope);
      if (control != null && control.getVerb() == Verb.RESUME) {
        long at = control.getAt().toEpochMilli();
        lifted = at - now <= CLOCKS_APART_MILLIS ? Math.max(lifted, at) : lifted;
      }
    }
    return lifted;
  }

  private static List<String> scopes(TargetKey target, String policy) {
    List<String> scopes =
        List.of(
            "*", target.cluster(), target.cluster() + "/" + target.namespace(), target.toString());
    return policy.isEmpty()
        ? scopes
        : List.of(scopes.get(0), scopes.get(1), scopes.get(2), scopes.get(3), OF_POLICY + policy);
  }

  private static boolean reigns(Control control, long now) {
    Instant until = control.getUntil();
    return control.getVerb() == Verb.PAUSE && (until == null || until.toEpochMilli() > now);
  }

  private static Pause of(String scope, Control control) {
    Instant until = control.getUntil();
    return new Pause(
        scope,
        control.getBy() + " paused '" + scope + "': " + control.getReason(),
        until == null ? OptionalLong.empty() : OptionalLong.of(until.toEpochMilli()));
  }

  private static Optional<Pause> annotated(
      String name, String what, Map<String, String> annotations) {
    String value = annotations.get(name);
    if (value == null || value.isBlank() || value.equalsIgnoreCase("false")) {
      return Optional.empty();
    }
    String reason = value.equalsIgnoreCase("true") ? "" : ": " + value;
    return Optional.of(
        new Pause(name, "an annotation pauses " + what + reason, OptionalLong.empty()));
  }
}
