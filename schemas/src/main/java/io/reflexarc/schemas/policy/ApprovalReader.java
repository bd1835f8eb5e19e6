package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Optional;

/** Reads {@code spec.approval}. */
final class ApprovalReader {

  static final Duration SHORTEST_TTL = Duration.ofMinutes(1);
  static final Duration LONGEST_TTL = Duration.ofDays(7);

  private ApprovalReader() {}

  static Optional<Approval> read(Fields fields) {
    Optional<Duration> ttl =
        fields.or("ttl", Approval.DEFAULT.ttl(), Scalars.duration(SHORTEST_TTL, LONGEST_TTL));
    return fields.finish() ? ttl.map(Approval::new) : Optional.empty();
  }
}
