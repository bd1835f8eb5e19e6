package io.reflexarc.detector.intake;

import io.reflexarc.detector.attribution.Whereabouts;
import io.reflexarc.detector.publish.Origin;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.publish.Receipt;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.key.DeterministicId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Hands the facts of one request to the publisher, one after the other, until one of them finds no
 * room: then those that follow are left out and counted, for the sender is to come again with all
 * of them.
 */
final class Delivery {

  static final String PUBLISHED = "published";
  static final String DUPLICATE = "duplicate";

  private final Origin origin;
  private final Publisher publisher;
  private final Partitioning partitioning;
  private final RecentIds recent;
  private final long deadline;
  private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();
  private final List<String> problems = new ArrayList<>();
  private final List<CompletableFuture<Receipt>> receipts = new ArrayList<>();

  /**
   * @param deadline by {@link System#nanoTime}
   */
  Delivery(
      Origin origin,
      Publisher publisher,
      Partitioning partitioning,
      RecentIds recent,
      long deadline) {
    this.origin = origin;
    this.publisher = publisher;
    this.partitioning = partitioning;
    this.recent = recent;
    this.deadline = deadline;
  }

  /** Sends all; waits while the publisher has no room. */
  void send(Reading.Understood understood, List<Whereabouts> whereabouts) {
    for (Reading.Flawed flawed : understood.flawed()) {
      letter(flawed.original(), flawed.word(), flawed.problem());
    }
    for (int i = 0; i < understood.facts().size(); i++) {
      Incoming fact = understood.facts().get(i);
      Whereabouts where = whereabouts.get(i);
      if (where instanceof Whereabouts.Found found) {
        event(fact.at(found));
      } else {
        letter(fact.original(), Reading.UNATTRIBUTED, ((Whereabouts.Unknown) where).reason());
      }
    }
  }

  /** Completes when the brokers have all of it, with the word of the first failure or with "". */
  CompletableFuture<String> outcome() {
    return CompletableFuture.allOf(receipts.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            done ->
                receipts.stream()
                    .map(CompletableFuture::join)
                    .filter(it -> !it.acknowledged())
                    .map(Receipt::reason)
                    .findFirst()
                    .orElse(""));
  }

  /** How many became what. */
  Map<String, Integer> counts() {
    return counts;
  }

  /** What is wrong with those that were not published. */
  List<String> problems() {
    return problems;
  }

  private void event(HealthEvent event) {
    String id = event.getSource() + ' ' + event.getId();
    if (!isSettled(id)) {
      int partition = partitioning.of(event.getTarget());
      follow(id, PUBLISHED, publisher.handedIn(origin, event, partition));
    }
  }

  private void letter(byte[] original, String word, String problem) {
    String id = DeterministicId.of(word, problem, new String(original, StandardCharsets.UTF_8));
    problems.add(problem);
    if (!isSettled(id)) {
      follow(id, word, publisher.deadLetter(origin, original, word, problem));
    }
  }

  /** Whether it is known already, or finds no room: either way it is counted and not sent. */
  private boolean isSettled(String id) {
    if (recent.contains(id)) {
      counts.merge(DUPLICATE, 1, Integer::sum);
      publisher.dropped(origin, DUPLICATE);
      return true;
    }
    if (noRoom()) {
      publisher.dropped(origin, "not-in-time");
      receipts.add(CompletableFuture.completedFuture(Receipt.failed("not-in-time")));
      return true;
    }
    return false;
  }

  /** A fact that is too large will be too large the next time: it must not stop its neighbours. */
  private void follow(String id, String word, CompletableFuture<Receipt> receipt) {
    receipts.add(
        receipt.thenApply(
            done -> {
              boolean tooLarge = done.reason().equals(Publisher.TOO_LARGE);
              if (!done.acknowledged() && !tooLarge) {
                return done;
              }
              counts.merge(tooLarge ? Publisher.TOO_LARGE : word, 1, Integer::sum);
              recent.add(id);
              return Receipt.taken();
            }));
  }

  private boolean noRoom() {
    if (System.nanoTime() - deadline > 0) {
      return true;
    }
    CompletableFuture<Receipt> last = receipts.isEmpty() ? null : receipts.get(receipts.size() - 1);
    return last != null && last.isDone() && !last.join().acknowledged();
  }
}
