package io.reflexarc.bench.scale;

import io.reflexarc.bench.cluster.PodChange;
import io.reflexarc.bench.cluster.PodChange.Kind;
import io.reflexarc.bench.cluster.PodLives;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which pod changes next, and how: of ten changes two make a pod unready, two make one ready again
 * that was not for a while, one is a kill for want of memory, one a crash, four say nothing new.
 * Spread over all workloads; the same in each run.
 */
final class ChangeScript {

  private static final List<Kind> TURN =
      List.of(
          Kind.NOT_READY,
          Kind.PLAIN,
          Kind.READY_AGAIN,
          Kind.OOM_KILLED,
          Kind.PLAIN,
          Kind.NOT_READY,
          Kind.PLAIN,
          Kind.READY_AGAIN,
          Kind.CRASHED,
          Kind.PLAIN);
  private static final Duration UNREADY_FOR = Duration.ofSeconds(2);
  private static final double GOLDEN = 0.618;

  private final int pods;
  private final int stride;
  private final Deque<PodChange> unready = new ArrayDeque<>();
  private final Set<Integer> unreadyPods = new HashSet<>();
  private long turn;
  private long drawn;

  ChangeScript(int pods) {
    this.pods = pods;
    this.stride = stride(pods);
  }

  PodChange next(Instant at) {
    Kind kind = TURN.get((int) (turn++ % TURN.size()));
    if (kind == Kind.READY_AGAIN) {
      return again(at);
    }
    return kind == Kind.NOT_READY ? notReady(at) : new PodChange(draw(), kind, at);
  }

  /** As many kills for want of memory, each of another pod: a list alone is enough to tell them. */
  List<PodChange> kills(int count, Instant at) {
    return Stream.generate(() -> new PodChange(draw(), Kind.OOM_KILLED, at)).limit(count).toList();
  }

  /** A pod that was drawn while it is unready has nothing new to tell. */
  private PodChange notReady(Instant at) {
    int pod = draw();
    if (!unreadyPods.add(pod)) {
      return new PodChange(pod, Kind.PLAIN, at);
    }
    PodChange change = new PodChange(pod, Kind.NOT_READY, at);
    unready.addLast(change);
    return change;
  }

  private PodChange again(Instant at) {
    PodChange first = unready.peekFirst();
    if (first == null || at.isBefore(first.at().plus(UNREADY_FOR))) {
      return new PodChange(draw(), Kind.PLAIN, at);
    }
    unready.removeFirst();
    unreadyPods.remove(first.pod());
    return new PodChange(first.pod(), Kind.READY_AGAIN, at);
  }

  /** A pod that was ready from the start and was not drawn for long. */
  private int draw() {
    int pod;
    do {
      pod = (int) (drawn++ * stride % pods);
    } while (PodLives.unreadyFromTheStart(pod));
    return pod;
  }

  private static int stride(int pods) {
    int stride = Math.max(1, (int) (pods * GOLDEN));
    while (gcd(stride, pods) != 1) {
      stride++;
    }
    return stride;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
