package io.reflexarc.sandbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A write of the actuator that changed an object of the cluster.
 *
 * @param at event time
 * @param agent who asked, as its HTTP client says
 * @param object {@code namespace/deployments.apps/name}
 * @param removal whether it had the object leave: what is gone bears no mark
 * @param commandId the command whose mark it put on the object; empty when it put none
 */
public record Effect(
    Instant at, String agent, String object, boolean removal, Optional<String> commandId) {}
