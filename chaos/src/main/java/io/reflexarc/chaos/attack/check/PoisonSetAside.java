package io.reflexarc.chaos.attack.check;

import java.util.ArrayList;
import java.util.List;

/** I9: what cannot be read is found in the dead letters, as it was, with a reason. */
final class PoisonSetAside implements Invariant {

  static final String NAME = "I9";

  @Override
  public List<Violation> broken(Testimony testimony) {
    List<Violation> found = new ArrayList<>();
    for (Poison poison : testimony.poisons()) {
      List<DeadLetter> letters =
          testimony.deadLetters().stream()
              .filter(letter -> letter.topic().equals(poison.topic()))
              .filter(letter -> letter.bytes().equals(poison.id()))
              .toList();
      if (letters.isEmpty()) {
        found.add(new Violation(NAME, poison.topic(), poison.id() + " is in no dead letter"));
      }
      if (letters.stream().anyMatch(letter -> letter.reason().isBlank())) {
        found.add(
            new Violation(NAME, poison.topic(), poison.id() + " was set aside for no reason"));
      }
    }
    return found;
  }
}
