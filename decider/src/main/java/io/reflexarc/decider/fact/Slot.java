package io.reflexarc.decider.fact;

/**
 * Where a fact is kept: its key in the store, below the target's.
 *
 * @param place what it is kept as
 * @param name unique within the place
 */
public record Slot(Place place, String name) {

  private static final String SEPARATOR = "\n";

  /** What a fact is kept as. */
  public enum Place {
    /** It waits for its grace to pass. */
    WAITING,
    /** It is counted in windows. */
    INSTANT,
    /** It is the last word on a state. */
    STATE
  }

  static Slot of(Place place, Fact fact) {
    return new Slot(place, place == Place.STATE ? fact.state() : fact.at() + SEPARATOR + fact.id());
  }

  /** Where a fact waits that was offered. */
  public static Slot waiting(Fact fact) {
    return of(Place.WAITING, fact);
  }

  /** Its key: {@code STATE}, newline, name. */
  public String key() {
    return place + SEPARATOR + name;
  }

  /** The place that a key names. */
  public static Place placeOf(String key) {
    return Place.valueOf(key.substring(0, key.indexOf(SEPARATOR)));
  }
}
