package io.reflexarc.chaos.attack.check;

import java.time.Instant;
import java.util.Optional;

/**
 * A workload that was made sick, written down before it was done.
 *
 * @param target {@code cluster/namespace/Kind/name}
 * @param version the one that was rolled out, sick from its start
 * @param good the version that ran before, and is well
 * @param beganAt event time at which it was rolled out
 * @param repairedAt when a human rolled it back; empty when none had to
 * @param mustBeTold whether it lasted long enough that it must have been noticed, were nothing
 *     paused
 */
public record Sickness(
    String target,
    String version,
    String good,
    Instant beganAt,
    Optional<Instant> repairedAt,
    boolean mustBeTold) {}
