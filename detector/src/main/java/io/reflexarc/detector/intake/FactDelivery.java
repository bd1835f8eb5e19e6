package io.reflexarc.detector.intake;

import io.reflexarc.detector.attribution.Sought;
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
final class FactDelivery implements Delivery {

  static final String PUBLISHED = "published";
  static final String DUPLICATE = "duplicate";

  private final Reading.Understood understood;
  private final Origin origin;
  private final Publisher publisher;
  private final Partitioning partitioning;
  private final RecentIds recent;
  private final Receipts receipts;
  private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param deadline by {@link System#nanoTime}
   */
  FactDelivery(
      Reading.Understood understood,
      Origin origin,
      Publisher publisher,
      Partitioning partitioning,
      RecentIds recent,
      long deadline) {
    this.understood = understood;
    this.origin = origin;
    this.publisher = publisher;
    this.partitioning = partitioning;
    this.recent = recent;
    this.receipts = new Receipts(deadline);
  }

  @Override
  public List<Sought> sought() {
    return understood.facts().stream().map(Incoming::about).toList();
  }

  @Override
  public void send(List<Whereabouts> whereabouts) {
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

  @Override
  public CompletableFuture<String> outcome() {
    return receipts.outcome();
  }

  @Override
  public Answer answer() {
    boolean allMalformed =
        understood.facts().isEmpty()
            && !understood.flawed().isEmpty()
            && understood.flawed().stream().allMatch(it -> it.word().equals(Reading.MALFORMED));
    return Answer.taken(allMalformed ? 400 : 200, counts, problems);
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
    if (receipts.noRoom()) {
      publisher.dropped(origin, "not-in-time");
      receipts.leftOut();
      return true;
    }
    return false;
  }

  private void follow(String id, String word, CompletableFuture<Receipt> receipt) {
    receipts.follow(
        receipt,
        taken -> {
          counts.merge(taken ? word : Publisher.TOO_LARGE, 1, Integer::sum);
          recent.add(id);
        });
  }
}
