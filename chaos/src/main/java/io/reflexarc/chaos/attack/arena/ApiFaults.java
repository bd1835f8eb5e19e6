package io.reflexarc.chaos.attack.arena;

import io.reflexarc.chaos.attack.plan.ApiTrouble;
import io.reflexarc.sandbox.api.fault.Fault;
import io.reflexarc.sandbox.api.fault.RequestFilter;
import io.reflexarc.sandbox.api.fault.RequestView;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Troubles that wait for requests of detectors and actuators; each hits one that it fits, in the
 * order in which they were ordered. Those that are about a deed wait for a write. Who attacks, the
 * clock, and the question whether the API is there are not touched. Any thread.
 */
final class ApiFaults implements RequestFilter {

  /** Real time after which a client of ours gives up, in this attack. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Longest that a request is held before it is done, real time. */
  static final Duration LONGEST = Duration.ofMillis(1_600);

  private static final Set<ApiTrouble> DEEDS =
      EnumSet.of(ApiTrouble.DONE_BUT_FAILED, ApiTrouble.DONE_BUT_SILENT, ApiTrouble.TIMEOUT);
  private static final Duration SLOW = Duration.ofMillis(600);
  private static final int MOST_WAITING = 64;

  private final Deque<ApiTrouble> waiting = new ArrayDeque<>();
  private long hit;

  /** The next requests fail like that. */
  synchronized void order(ApiTrouble trouble, int requests) {
    for (int i = 0; i < requests && waiting.size() < MOST_WAITING; i++) {
      waiting.add(trouble);
    }
  }

  /** How many requests were hit. */
  synchronized long hit() {
    return hit;
  }

  /** No more requests fail. */
  synchronized void clear() {
    waiting.clear();
  }

  @Override
  public synchronized Fault decide(RequestView request) {
    Optional<ApiTrouble> trouble = waiting.stream().filter(each -> fits(each, request)).findFirst();
    if (trouble.isEmpty()) {
      return Fault.NONE;
    }
    waiting.removeFirstOccurrence(trouble.get());
    hit++;
    return switch (trouble.get()) {
      case TOO_MANY_REQUESTS -> new Fault.Refuse(429, 1);
      case INTERNAL_ERROR -> new Fault.Refuse(500, 0);
      case DONE_BUT_FAILED -> new Fault.FailAfter(504);
      case DONE_BUT_SILENT -> new Fault.DropAfter();
      case CUT -> new Fault.DropBefore();
      case SLOW -> new Fault.Delay(SLOW, Fault.NONE);
      case TIMEOUT -> new Fault.Delay(LONGEST, Fault.NONE);
    };
  }

  private static boolean fits(ApiTrouble trouble, RequestView request) {
    boolean ours =
        request.userAgent().startsWith("reflexarc-actuator")
            || request.userAgent().startsWith("reflexarc-detector");
    boolean asks = request.path().equals("/version");
    return ours && !asks && (request.isWrite() || !DEEDS.contains(trouble));
  }
}
