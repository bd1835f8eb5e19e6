package io.reflexarc.sandbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A stored write that put a command's mark on an object, or was made in the actuator's name.
 *
 * @param at event time
 * @param manager the field manager that asked for it
 * @param object {@code namespace/Kind/name}
 * @param commandId the command whose mark the object bears after it and did not before; empty when
 *     the actuator wrote without one
 */
public record Effect(Instant at, String manager, String object, Optional<String> commandId) {}
