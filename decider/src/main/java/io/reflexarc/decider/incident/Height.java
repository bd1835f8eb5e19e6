package io.reflexarc.decider.incident;

/**
 * How far an incident has climbed. Rungs are numbered through the incident: when another policy's
 * ladder is taken, its rungs go on after those before. So no number comes twice, and with it no id
 * of a command.
 *
 * @param number number of the rung that was reached, -1 before the first
 * @param foot number of the first rung of the ladder that is climbed now
 */
public record Height(int number, int foot) {

  /** Before the first rung of the first ladder. */
  static final Height GROUND = new Height(-1, 0);

  /**
   * @throws IllegalArgumentException when the rung lies more than one below the ladder
   */
  public Height {
    if (number < -1 || foot < 0 || foot > number + 1) {
      throw new IllegalArgumentException("rung " + number + " of a ladder from " + foot);
    }
  }

  Height at(int reached) {
    return new Height(reached, foot);
  }

  /** Before the first rung of another ladder; the rung that was due is left out. */
  Height onAnother() {
    return new Height(number + 1, number + 2);
  }

  /** Which rung of its own ladder that is, from 0; -1 before the first. */
  int place() {
    return number - foot;
  }

  /** Which rung of its own ladder has this number, from 0. */
  int place(int other) {
    return other < foot ? other : other - foot;
  }
}
