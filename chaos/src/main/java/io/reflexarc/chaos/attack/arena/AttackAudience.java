package io.reflexarc.chaos.attack.arena;

import io.reflexarc.chaos.attack.plan.Attack;
import io.reflexarc.chaos.attack.plan.Schedule.Moment;
import java.time.Duration;
import java.time.Instant;

/** Who is told how an attack goes. */
public interface AttackAudience {

  /** A phase is reached. */
  void step(String says);

  /** Something is done now. */
  void attack(Moment<Attack> moment, Instant at);

  /** The processes have recovered from it, after so much real time. */
  void recovered(Moment<Attack> moment, Duration took);

  /**
   * Time passes.
   *
   * @param done attacks that are over
   * @param of attacks in all
   * @param open incidents that are not closed
   */
  void clock(Instant now, int done, int of, long open);
}
