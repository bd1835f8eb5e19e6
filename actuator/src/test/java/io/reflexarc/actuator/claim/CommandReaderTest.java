package io.reflexarc.actuator.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.actuator.Commands;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandReaderTest {

  private static final RemediationCommand GOOD =
      Commands.command("c-1", "web", Map.of(), List.of());
  private static final byte[] SOME = {0, 0, 0, 0, 7};

  @Test
  void shouldClaimACommandThatKeepsItsContract() {
    assertThat(read(GOOD, GOOD.getTarget()))
        .isInstanceOfSatisfying(
            Claim.Command.class, claim -> assertThat(claim.command()).isEqualTo(GOOD));
  }

  @Test
  void shouldLeaveTheCommandOfAnotherClusterAlone() {
    RemediationCommand elsewhere =
        Commands.with(GOOD, c -> c.setTarget("prod/shop/Deployment/web"));

    assertThat(read(elsewhere, elsewhere.getTarget())).isInstanceOf(Claim.Elsewhere.class);
  }

  static Stream<Arguments> breaches() {
    return Stream.of(
        breach("id is not", c -> c.setId("")),
        breach("id is not", c -> c.setId("a b")),
        breach("incidentId is empty", c -> c.setIncidentId(" ")),
        breach("evidence is empty", c -> c.setEvidence(List.of())),
        breach("target is not cluster/namespace/Kind/name", c -> c.setTarget("web")),
        breach("key is not the target", c -> c.setTarget("local/shop/Deployment/other")),
        breach("expiresAt is not after issuedAt", c -> c.setExpiresAt(Commands.ISSUED)),
        breach("more than 24h", c -> c.setExpiresAt(Commands.ISSUED.plus(Duration.ofHours(25)))));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void shouldFindPoisonWhenTheContractIsBroken(
      String reason, Consumer<RemediationCommand.Builder> change) {
    assertThat(read(Commands.with(GOOD, change), GOOD.getTarget()))
        .isInstanceOfSatisfying(
            Claim.Poison.class, poison -> assertThat(poison.reason()).contains(reason));
  }

  @Test
  void shouldFindPoisonWhenBytesCannotBeRead() {
    Claim claim =
        reader(
                (topic, bytes) -> {
                  throw new SerializationException("unknown magic byte");
                })
            .read(record(SOME, GOOD.getTarget()));

    assertThat(claim)
        .isInstanceOfSatisfying(
            Claim.Poison.class, p -> assertThat(p.reason()).contains("unknown magic byte"));
  }

  @Test
  void shouldNotBlameTheRecordWhenTheRegistryIsAway() {
    CommandReader reader =
        reader(
            (topic, bytes) -> {
              throw new SerializationException("no answer", new ConnectException("refused"));
            });

    assertThatThrownBy(() -> reader.read(record(SOME, GOOD.getTarget())))
        .isInstanceOf(SerializationException.class);
  }

  private static Arguments breach(String reason, Consumer<RemediationCommand.Builder> change) {
    return Arguments.of(reason, change);
  }

  private static Claim read(RemediationCommand command, String key) {
    return reader((topic, bytes) -> command).read(record(SOME, key));
  }

  private static CommandReader reader(Deserializer<RemediationCommand> deserializer) {
    return new CommandReader(deserializer, "local");
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] value, String key) {
    return new ConsumerRecord<>(
        "remediation-commands", 3, 42, key.getBytes(StandardCharsets.UTF_8), value);
  }
}
