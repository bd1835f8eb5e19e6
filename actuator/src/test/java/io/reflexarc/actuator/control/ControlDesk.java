package io.reflexarc.actuator.control;

import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.Verb;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The orders of humans, given by hand. */
public final class ControlDesk implements ControlSource {

  private final Controls controls = new Controls();
  private @Nullable String outage;

  /** A human gives an order, long before any command is issued. */
  public ControlDesk order(Verb verb, String scope, @Nullable Instant until) {
    return order(verb, scope, until, Instant.parse("2026-11-23T09:00:00Z"));
  }

  /** A human gives an order at that time. */
  public ControlDesk order(Verb verb, String scope, @Nullable Instant until, Instant at) {
    controls.accept(
        scope,
        Control.newBuilder()
            .setScope(scope)
            .setVerb(verb)
            .setBy("mara")
            .setReason("release freeze")
            .setAt(at)
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
