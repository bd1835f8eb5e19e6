package io.reflexarc.chaos.attack.check;

import java.time.Instant;

/**
 * A pause that was ordered.
 *
 * @param scope target, {@code cluster/namespace}, or {@code *}
 * @param since event time at which the brokers had the order
 * @param until event time at which it was lifted
 */
public record Pause(String scope, Instant since, Instant until) {

  /** Whether that target is meant. */
  boolean covers(String target) {
    return scope.equals("*") || scope.equals(target) || target.startsWith(scope + "/");
  }
}
