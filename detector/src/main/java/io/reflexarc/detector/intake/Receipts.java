package io.reflexarc.detector.intake;

import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.publish.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What becomes of the records of one request, until one of them finds no room or time is up. */
final class Receipts {

  private final long deadline;
  private final List<CompletableFuture<Receipt>> receipts = new ArrayList<>();

  /**
   * @param deadline by {@link System#nanoTime}
   */
  Receipts(long deadline) {
    this.deadline = deadline;
  }

  /** Whether further records are to be left out: the sender is to come again with all of them. */
  boolean noRoom() {
    if (System.nanoTime() - deadline > 0) {
      return true;
    }
    CompletableFuture<Receipt> last = receipts.isEmpty() ? null : receipts.get(receipts.size() - 1);
    return last != null && last.isDone() && !last.join().acknowledged();
  }

  /** A record was left out for want of time. */
  void leftOut() {
    receipts.add(CompletableFuture.completedFuture(Receipt.failed("not-in-time")));
  }

  /**
   * A record was sent. One that is too large will be too large the next time, and must not stop its
   * neighbours: it counts as settled.
   *
   * @param settled hears whether it was taken, or else too large; not when it failed
   */
  void follow(CompletableFuture<Receipt> receipt, Consumer<Boolean> settled) {
    receipts.add(
        receipt.thenApply(
            done -> {
              boolean tooLarge = done.reason().equals(Publisher.TOO_LARGE);
              if (!done.acknowledged() && !tooLarge) {
                return done;
              }
              settled.accept(!tooLarge);
              return Receipt.taken();
            }));
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
}
