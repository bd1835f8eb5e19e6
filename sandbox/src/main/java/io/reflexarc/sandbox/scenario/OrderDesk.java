package io.reflexarc.sandbox.scenario;

import java.time.Instant;
import java.util.List;

/** Takes what the humans of a story order. */
@FunctionalInterface
interface OrderDesk {

  /** Where nobody listens. */
  OrderDesk NOBODY = (orders, now) -> {};

  /**
   * Takes them, and returns when they are known.
   *
   * @param now event time
   * @throws ScenarioException when one is for a proposal and there is none, or it cannot be told
   */
  void take(List<Order> orders, Instant now) throws InterruptedException;
}
