package io.reflexarc.actuator.page;

import io.reflexarc.actuator.cluster.Fault;
import io.reflexarc.actuator.post.Endpoint;
import io.reflexarc.actuator.post.Letter;
import io.reflexarc.actuator.post.Post;
import io.reflexarc.actuator.post.Post.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page on its way to all endpoints. Each turn tries those that have not taken it; what may pass
 * is tried again, for a bounded number of times. Used by one thread at a time.
 */
final class Round {

  /** With the pauses between them about an hour. */
  static final int MOST_TURNS = 25;

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final int MOST_DOUBLINGS = 10;

  private final Page page;
  private final List<Endpoint> left;
  private final Post post;
  private final List<Told> told = new ArrayList<>();
  private int turns;

  /**
   * What became of a page at one endpoint.
   *
   * @param taken whether it was taken
   * @param says what the endpoint answered, or why it was given up
   */
  record Told(Endpoint endpoint, boolean taken, String says) {}

  Round(Page page, List<Endpoint> endpoints, Post post) {
    this.page = page;
    this.left = new ArrayList<>(endpoints);
    this.post = post;
  }

  Page page() {
    return page;
  }

  /** What became of it at each endpoint, as far as that is known. */
  List<Told> told() {
    return List.copyOf(told);
  }

  /** Tries once. Returns after how long to try again; empty when all is told. */
  Optional<Duration> turn() {
    turns++;
    Duration patience = Duration.ZERO;
    for (Endpoint endpoint : List.copyOf(left)) {
      Delivery delivery = post.send(letter(endpoint));
      if (delivery instanceof Delivery.Taken taken) {
        settle(endpoint, true, taken.says());
        continue;
      }
      Fault fault =
          delivery instanceof Delivery.Unknown unknown
              ? unknown.fault()
              : ((Delivery.Refused) delivery).fault();
      if (!fault.kind().passing() || turns >= MOST_TURNS) {
        settle(endpoint, false, fault.message());
      } else if (fault.retryAfter().compareTo(patience) > 0) {
        patience = fault.retryAfter();
      }
    }
    return left.isEmpty() ? Optional.empty() : Optional.of(pause(patience));
  }

  /** Nobody who has not taken it will. */
  void giveUp(String why) {
    List.copyOf(left).forEach(endpoint -> settle(endpoint, false, why));
  }

  private Letter letter(Endpoint endpoint) {
    return new Letter(endpoint.name(), page.key(), Map.of(), PageText.of(page, endpoint.kind()));
  }

  private void settle(Endpoint endpoint, boolean taken, String says) {
    left.remove(endpoint);
    told.add(new Told(endpoint, taken, says));
  }

  private Duration pause(Duration atLeast) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(turns - 1, MOST_DOUBLINGS));
    Duration wanted = doubled.compareTo(atLeast) < 0 ? atLeast : doubled;
    return wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
  }
}
