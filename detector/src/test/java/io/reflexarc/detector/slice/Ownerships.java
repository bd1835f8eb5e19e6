package io.reflexarc.detector.slice;

import java.util.List;

/** Ownerships for tests. */
public final class Ownerships {

  private Ownerships() {}

  /** One whose partition is active. */
  public static Ownership of(int partition) {
    Ownership ownership = new Ownership();
    own(ownership, partition);
    return ownership;
  }

  /** Makes a partition active. */
  public static void own(Ownership ownership, int partition) {
    ownership.assign(List.of(partition));
    ownership.activate(partition);
  }
}
