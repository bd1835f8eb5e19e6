package io.reflexarc.chaos.attack.check;

import java.util.List;

/** I8: no fault, no action: who was not made sick is left alone. */
final class NoFaultNoAction implements Invariant {

  static final String NAME = "I8";

  @Override
  public List<Violation> broken(Testimony testimony) {
    return testimony.orders().stream()
        .filter(command -> testimony.sicknessBefore(command).isEmpty())
        .map(
            command ->
                new Violation(
                    NAME,
                    command.getTarget(),
                    "command %s (%s) at %s, though nothing was wrong with it"
                        .formatted(command.getId(), command.getAction(), command.getIssuedAt())))
        .toList();
  }
}
