package io.reflexarc.decider.state;

import io.reflexarc.decider.arbiter.Ruling.Denial;
import io.reflexarc.decider.restraint.Permit;
import io.reflexarc.decider.restraint.Permit.Asked;
import io.reflexarc.decider.restraint.Permit.Denied;
import io.reflexarc.decider.state.avro.StoredPermit;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Word;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/** A permit as it is stored: asked for or denied, since one that is granted is never remembered. */
final class PermitCodec {

  private PermitCodec() {}

  static StoredPermit write(Permit permit) {
    StoredPermit.Builder stored =
        StoredPermit.newBuilder()
            .setCommandId(permit.commandId())
            .setCause(permit.cause().orElse(null));
    if (permit instanceof Denied denied) {
      return stored
          .setAt(denied.at())
          .setGate(denied.denial().gate().word())
          .setRetryAt(TargetCodec.boxed(denied.denial().retryAt()))
          .setSays(denied.denial().says())
          .build();
    }
    if (permit instanceof Asked asked) {
      return stored.setAt(asked.askedAt()).setLastAskedAt(asked.lastAskedAt()).build();
    }
    throw new SerializationException("a permit that is granted is not stored");
  }

  static Permit read(StoredPermit stored) {
    Optional<String> cause = Optional.ofNullable(stored.getCause());
    String gate = stored.getGate();
    return gate == null
        ? new Asked(stored.getCommandId(), stored.getAt(), stored.getLastAskedAt(), cause)
        : new Denied(
            stored.getCommandId(),
            stored.getAt(),
            new Denial(
                gate(gate), cause, TargetCodec.unboxed(stored.getRetryAt()), stored.getSays()));
  }

  private static Gate gate(String word) {
    return Word.find(Gate.class, word)
        .orElseThrow(() -> new SerializationException("there is no gate '" + word + "'"));
  }
}
