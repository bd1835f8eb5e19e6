package io.reflexarc.decider.state;

import io.reflexarc.decider.state.avro.StoredEvidence;
import io.reflexarc.schemas.avro.Evidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Evidence as it is stored: of our own, so that the contract and the state evolve apart. */
final class EvidenceCodec {

  private EvidenceCodec() {}

  static StoredEvidence write(Evidence evidence) {
    return StoredEvidence.newBuilder()
        .setIndicator(evidence.getIndicator())
        .setVersion(evidence.getVersion())
        .setSubject(evidence.getSubject())
        .setWindowMillis(evidence.getWindowMillis())
        .setValue(evidence.getValue())
        .setUnit(evidence.getUnit())
        .setThreshold(evidence.getThreshold())
        .setBaseline(evidence.getBaseline())
        .setBaselineVersion(evidence.getBaselineVersion())
        .setPValue(evidence.getPValue())
        .setSamples(evidence.getSamples())
        .setFrom(millis(evidence.getFrom()))
        .setTo(millis(evidence.getTo()))
        .build();
  }

  static Evidence read(StoredEvidence stored) {
    return Evidence.newBuilder()
        .setIndicator(stored.getIndicator())
        .setVersion(stored.getVersion())
        .setSubject(stored.getSubject())
        .setWindowMillis(stored.getWindowMillis())
        .setValue(stored.getValue())
        .setUnit(stored.getUnit())
        .setThreshold(stored.getThreshold())
        .setBaseline(stored.getBaseline())
        .setBaselineVersion(stored.getBaselineVersion())
        .setPValue(stored.getPValue())
        .setSamples(stored.getSamples())
        .setFrom(instant(stored.getFrom()))
        .setTo(instant(stored.getTo()))
        .build();
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
