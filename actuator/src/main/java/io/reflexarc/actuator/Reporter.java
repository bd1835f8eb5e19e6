package io.reflexarc.actuator;

import io.reflexarc.actuator.claim.Claim;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.actuator.report.AuditRecords;
import io.reflexarc.actuator.report.Tally;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Makes the record for each claim that has come to its end, and counts it once committed. */
final class Reporter {

  private final Serializer<RemediationAudit> writer;
  private final String auditTopic;
  private final Tally tally;

  Reporter(Serializer<RemediationAudit> writer, String auditTopic, Tally tally) {
    this.writer = writer;
    this.auditTopic = auditTopic;
    this.tally = tally;
  }

  /** A claim came in. */
  void received() {
    tally.received();
  }

  /**
   * The outcome of a command.
   *
   * @throws org.apache.kafka.common.KafkaException when the schema registry is away
   */
  Telling outcome(Crew.Ended ended) {
    return new Telling(
        ended.claim(), Optional.of(ended.report()), Optional.of(record(ended.report())));
  }

  /**
   * What was seen of a command after its outcome was told.
   *
   * @throws org.apache.kafka.common.KafkaException when the schema registry is away
   */
  ProducerRecord<byte[], byte[]> record(Report report) {
    RemediationAudit audit = AuditRecords.of(report);
    return new ProducerRecord<>(
        auditTopic,
        null,
        report.at().toEpochMilli(),
        audit.getTarget().getBytes(StandardCharsets.UTF_8),
        writer.serialize(auditTopic, audit));
  }

  /** A record that is no command. */
  Telling deadLetter(Claim.Poison poison) {
    return new Telling(
        poison,
        Optional.empty(),
        Optional.of(DeadLetter.of(poison.record(), "actuator", poison.reason())));
  }

  /** A command for another cluster. */
  Telling silence(Claim.Elsewhere claim) {
    return new Telling(claim, Optional.empty(), Optional.empty());
  }

  /** It is committed. */
  void told(Telling telling) {
    if (telling.report().isPresent()) {
      tally.told(telling.report().get());
    } else if (telling.claim() instanceof Claim.Poison) {
      tally.deadLettered();
    } else {
      tally.dropped("other-cluster");
    }
  }

  /** It was seen that a command's effect did not stay, and that is committed. */
  void toldOfSequel(Report report) {
    tally.sequel(report);
  }

  /** Its partition went to another instance before it could be committed. */
  void left() {
    tally.dropped("partition-lost");
  }
}
