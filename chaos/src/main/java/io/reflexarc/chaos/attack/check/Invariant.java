package io.reflexarc.chaos.attack.check;

import java.util.List;

/** Something that must always be true, whatever is killed, stopped, doubled or lost. Pure. */
@FunctionalInterface
public interface Invariant {

  /** Every place where it is not true; none when it holds. */
  List<Violation> broken(Testimony testimony);
}
