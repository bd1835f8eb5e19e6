package io.reflexarc.detector.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Ready} condition.
 *
 * @param ready true only for status True: Unknown is not ready
 * @param status True, False or Unknown, as said
 * @param since when it last turned, to the second
 */
public record Readiness(
    boolean ready,
    String status,
    Instant since,
    @Nullable String reason,
    @Nullable String message) {}
