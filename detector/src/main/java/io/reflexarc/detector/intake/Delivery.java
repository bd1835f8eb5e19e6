package io.reflexarc.detector.intake;

import io.reflexarc.detector.attribution.Sought;
import io.reflexarc.detector.attribution.Whereabouts;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What was understood of one request, on its way to the publisher. */
interface Delivery {

  /** What is to be found before it can be sent. */
  List<Sought> sought();

  /**
   * Sends all; waits while the publisher has no room.
   *
   * @param whereabouts in the order of {@link #sought}
   */
  void send(List<Whereabouts> whereabouts);

  /** Completes when the brokers have all of it, with the word of the first failure or with "". */
  CompletableFuture<String> outcome();

  /** What to say when the brokers have it. */
  Answer answer();
}
