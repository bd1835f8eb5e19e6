package io.reflexarc.actuator.claim;

import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.deadletter.DeadLetter;
import io.reflexarc.schemas.key.TargetKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads commands, and holds them to their contract. */
public final class CommandReader {

  /** The longest that a command may be valid. */
  static final Duration LONGEST_VALIDITY = Duration.ofHours(24);

  private static final int LONGEST_ID = 200;

  private final Deserializer<RemediationCommand> reader;
  private final String cluster;

  /**
   * @param cluster name of the cluster that this actuator writes to
   */
  public CommandReader(Deserializer<RemediationCommand> reader, String cluster) {
    this.reader = reader;
    this.cluster = cluster;
  }

  /**
   * What a record is.
   *
   * @throws KafkaException when that could not be found out, for no fault of the record: the schema
   *     registry is away
   */
  public Claim read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return new Claim.Poison(record, "a command without a value");
    }
    RemediationCommand command;
    try {
      command = reader.deserialize(record.topic(), record.headers(), record.value());
    } catch (KafkaException | IllegalArgumentException e) {
      if (!DeadLetter.isPoison(e)) {
        throw e;
      }
      return new Claim.Poison(record, DeadLetter.reason(e));
    }
    Optional<String> breach = breach(command, record.key());
    if (breach.isPresent()) {
      return new Claim.Poison(record, breach.get());
    }
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    return TargetKey.parse(command.getTarget()).cluster().equals(cluster)
        ? new Claim.Command(partition, record.offset(), command)
        : new Claim.Elsewhere(partition, record.offset());
  }

  private static Optional<String> breach(
      RemediationCommand command, byte @org.jspecify.annotations.Nullable [] key) {
    if (!command.getId().matches("\\S{1," + LONGEST_ID + "}")) {
      return Optional.of("id is not 1 to " + LONGEST_ID + " characters without blanks");
    }
    if (command.getIncidentId().isBlank()) {
      return Optional.of("incidentId is empty: no command without an incident");
    }
    if (command.getEvidence().isEmpty()) {
      return Optional.of("evidence is empty: no command without evidence");
    }
    if (TargetKey.tryParse(command.getTarget()).isEmpty()) {
      return Optional.of("target is not cluster/namespace/Kind/name");
    }
    if (key == null || !command.getTarget().equals(new String(key, StandardCharsets.UTF_8))) {
      return Optional.of("the record's key is not the target");
    }
    Duration validity = Duration.between(command.getIssuedAt(), command.getExpiresAt());
    if (validity.isNegative() || validity.isZero()) {
      return Optional.of("expiresAt is not after issuedAt");
    }
    if (validity.compareTo(LONGEST_VALIDITY) > 0) {
      return Optional.of("expiresAt is more than 24h after issuedAt");
    }
    return Optional.empty();
  }
}
