package io.reflexarc.actuator.control;

import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The orders that stand: the last of each scope. A scope is {@code *}, a cluster, {@code
 * cluster/namespace}, a target, {@code policy:namespace/name} or {@code command:id}. One thread
 * feeds it, any number asks.
 */
public final class Controls {

  static final int MOST_SCOPES = 100_000;

  /** How far a human's clock may be ahead. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

  private final Map<String, Control> byScope = new ConcurrentHashMap<>();

  /** Whether there was room for an order. */
  boolean accept(String scope, Control control) {
    if (byScope.size() >= MOST_SCOPES && !byScope.containsKey(scope)) {
      return false;
    }
    byScope.put(scope, control);
    return true;
  }

  /** Forgets what was ordered for a scope. */
  void forget(String scope) {
    byScope.remove(scope);
  }

  /** Scopes with an order. */
  public int size() {
    return byScope.size();
  }

  /**
   * The pause that covers a command, at any of its scopes; empty when none does.
   *
   * @param objects what the command would touch, besides its target
   * @param now event time; a pause lapses at its {@code until}
   */
  public Optional<Control> pause(RemediationCommand command, List<TargetKey> objects, Instant now) {
    return over(command, objects).filter(control -> stands(control, Verb.PAUSE, now)).findFirst();
  }

  /**
   * What ended a pause that covers a command, at any of its scopes, after the command was issued:
   * to resume replays nothing old. Empty when nothing did.
   *
   * @param objects what the command would touch, besides its target
   * @param now event time; a resumption that is said to come much later is not heeded, or a wrong
   *     clock would hold everything for as long
   */
  public Optional<Control> lifted(
      RemediationCommand command, List<TargetKey> objects, Instant now) {
    return over(command, objects)
        .filter(control -> endOf(control, now).isAfter(command.getIssuedAt()))
        .findFirst();
  }

  /** When a pause ended with it, or by itself; long ago for every other order. */
  private static Instant endOf(Control control, Instant now) {
    if (control.getVerb() == Verb.RESUME) {
      return control.getAt().isAfter(now.plus(CLOCKS_APART)) ? Instant.MIN : control.getAt();
    }
    Instant until = control.getUntil();
    boolean lapsed = control.getVerb() == Verb.PAUSE && until != null && !now.isBefore(until);
    return lapsed ? until : Instant.MIN;
  }

  private Stream<Control> over(RemediationCommand command, List<TargetKey> objects) {
    return Stream.concat(
            Stream.of("*", "policy:" + command.getPolicy(), command.getTarget(), scope(command)),
            Stream.concat(TargetKey.tryParse(command.getTarget()).stream(), objects.stream())
                .flatMap(Controls::around))
        .map(byScope::get)
        .filter(Objects::nonNull);
  }

  /** A pause of this very command. */
  public Optional<Control> pauseOfItself(RemediationCommand command, Instant now) {
    return order(command, Verb.PAUSE, now);
  }

  /** A human's rejection of this very command. */
  public Optional<Control> rejection(RemediationCommand command, Instant now) {
    return order(command, Verb.REJECT, now);
  }

  /** A human's approval of this very command. */
  public Optional<Control> approval(RemediationCommand command, Instant now) {
    return order(command, Verb.APPROVE, now);
  }

  private Optional<Control> order(RemediationCommand command, Verb verb, Instant now) {
    return Optional.ofNullable(byScope.get(scope(command)))
        .filter(control -> stands(control, verb, now));
  }

  private static String scope(RemediationCommand command) {
    return "command:" + command.getId();
  }

  private static Stream<String> around(TargetKey object) {
    return Stream.of(
        object.cluster(), object.cluster() + "/" + object.namespace(), object.toString());
  }

  private static boolean stands(Control control, Verb verb, Instant now) {
    return control.getVerb() == verb
        && (control.getUntil() == null || now.isBefore(control.getUntil()));
  }
}
