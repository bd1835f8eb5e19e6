package io.reflexarc.chaos.attack;

import io.reflexarc.chaos.attack.arena.AttackAudience;
import io.reflexarc.chaos.attack.plan.Attack;
import io.reflexarc.chaos.attack.plan.Schedule.Moment;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells how an attack goes, a line for each attack. */
final class PlainAudience implements AttackAudience {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final PrintStream out;
  private int done;
  private int of;
  private long open;

  PlainAudience(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void step(String says) {
    out.println(says);
  }

  @Override
  public synchronized void attack(Moment<Attack> moment, Instant at) {
    line(at, moment, moment.what().kind());
  }

  @Override
  public synchronized void recovered(Moment<Attack> moment, Duration took) {
    out.printf(
        Locale.ROOT,
        "%s  %4d         recovered after %.1f s%n",
        " ".repeat(8),
        moment.number(),
        took.toMillis() / 1000.0);
  }

  @Override
  public synchronized void clock(Instant now, int doneNow, int ofAll, long openNow) {
    done = doneNow;
    of = ofAll;
    open = openNow;
  }

  private void line(Instant at, Moment<Attack> moment, String says) {
    out.printf(
        Locale.ROOT,
        "%s  %4d  %-40s  done %d of %d, incidents open %d%n",
        TIME.format(at),
        moment.number(),
        says,
        done,
        of,
        open);
  }
}
