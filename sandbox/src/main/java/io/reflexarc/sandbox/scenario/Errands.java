package io.reflexarc.sandbox.scenario;

import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The commands that are on their way. An actuator takes real time, however fast the world runs; so
 * while one is, the world goes no faster than a pace, lest minutes of it pass over a write. One
 * thread.
 */
final class Errands {

  /** World seconds in a real one while a command is on its way. */
  static final int PACE = 60;

  private static final Set<Stage> ENDS =
      EnumSet.of(
          Stage.APPLIED,
          Stage.ALREADY_APPLIED,
          Stage.EXPIRED,
          Stage.SUPERSEDED,
          Stage.OVERRIDDEN,
          Stage.HELD,
          Stage.FAILED);

  private final Set<String> onTheirWay = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private Instant worldSince = Instant.MAX;
  private Duration realSince = Duration.ZERO;

  /** Takes a record; {@code now} is the world's time, {@code real} that of the run. */
  void hear(Heard heard, Instant now, Duration real) {
    if (heard.value() instanceof RemediationCommand command && !ended.contains(command.getId())) {
      begin(command.getId(), now, real);
    } else if (heard.value() instanceof RemediationAudit audit
        && audit.getCommandId() != null
        && ENDS.contains(audit.getStage())) {
      ended.add(audit.getCommandId());
      onTheirWay.remove(audit.getCommandId());
    }
  }

  private void begin(String command, Instant now, Duration real) {
    if (onTheirWay.isEmpty()) {
      worldSince = now;
      realSince = real;
    }
    onTheirWay.add(command);
  }

  /** How far the world may have come at that real time. */
  Instant notBeyond(Duration real) {
    return onTheirWay.isEmpty()
        ? Instant.MAX
        : worldSince.plus(real.minus(realSince).multipliedBy(PACE));
  }
}
