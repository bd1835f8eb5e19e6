package io.reflexarc.detector;

import io.reflexarc.detector.attribution.Locating;
import io.reflexarc.detector.attribution.Locator;
import io.reflexarc.detector.attribution.Sought;
import io.reflexarc.detector.attribution.Whereabouts;
import io.reflexarc.detector.sensing.Senses;
import io.reflexarc.runtime.time.TimeSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers from the picture, on the sensing thread, in turn with everything else that waits. */
final class LocatingDesk implements Locating {

  private final Inbox inbox;
  private final Senses senses;
  private final Locator locator;
  private final TimeSource time;

  LocatingDesk(Inbox inbox, Senses senses, Locator locator, TimeSource time) {
    this.inbox = inbox;
    this.senses = senses;
    this.locator = locator;
    this.time = time;
  }

  @Override
  public CompletableFuture<List<Whereabouts>> find(List<Sought> sought) {
    CompletableFuture<List<Whereabouts>> answer = new CompletableFuture<>();
    if (!inbox.offer(time.instant(), () -> answer(sought, answer))) {
      answer.completeExceptionally(
          new NotNowException("the detector has too much to work through"));
    }
    return answer;
  }

  private void answer(List<Sought> sought, CompletableFuture<List<Whereabouts>> answer) {
    if (!senses.complete()) {
      answer.completeExceptionally(
          new NotNowException("the first lists of the cluster are not in yet"));
      return;
    }
    try {
      answer.complete(locator.find(sought));
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
      throw e;
    }
  }
}
