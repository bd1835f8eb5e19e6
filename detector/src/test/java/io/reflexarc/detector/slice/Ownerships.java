package io.reflexarc.detector.slice;

import java.util.List;

/** Ownerships for tests. */
public final class Ownerships {

  private Ownerships() {}

  /** One whose partition is active. */
  public static Ownership of(int partition) {
    Ownership ownership = new Ownership();
    ownership.assign(List.of(partition));
    ownership.activate(partition);
    return ownership;
  }
}
