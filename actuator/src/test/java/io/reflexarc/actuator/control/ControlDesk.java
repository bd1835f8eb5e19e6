package io.reflexarc.actuator.control;

import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.Verb;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The orders of humans, given by hand. */
public final class ControlDesk implements ControlSource {

  private final Controls controls = new Controls();
  private @Nullable String outage;

  /** A human gives an order. */
  public ControlDesk order(Verb verb, String scope, @Nullable Instant until) {
    controls.accept(
        scope,
        Control.newBuilder()
            .setScope(scope)
            .setVerb(verb)
            .setBy("mara")
            .setReason("release freeze")
            .setAt(Instant.parse("2026-11-23T09:00:00Z"))
            .setUntil(until)
            .build());
    return this;
  }

  /** From now on the orders cannot be read. */
  public void fail(String why) {
    outage = why;
  }

  /** They can be read again. */
  public void recover() {
    outage = null;
  }

  @Override
  public Controls current() throws ControlsUnavailableException {
    if (outage != null) {
      throw new ControlsUnavailableException(outage);
    }
    return controls;
  }
}
