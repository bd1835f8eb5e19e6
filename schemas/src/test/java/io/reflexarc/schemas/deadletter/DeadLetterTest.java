package io.reflexarc.schemas.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.schemas.registry.RegistryException;
import io.reflexarc.schemas.registry.RegistryException.Problem;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  private static final byte[] KEY = {1, 2};
  private static final byte[] VALUE = {3, 4, 5};

  @Test
  void shouldTellWhyAndWhereFromWhenARecordCannotBeRead() {
    // given
    Headers theirs = new RecordHeaders().add("traceparent", "00-ab".getBytes());

    // when
    ProducerRecord<byte[], byte[]> letter =
        DeadLetter.of(found(KEY, VALUE, theirs), "decider", "first byte is 0x7b");

    // then
    assertThat(letter.topic()).isEqualTo("reflexarc.health-events.dead-letter");
    assertThat(letter.partition()).isNull();
    assertThat(letter.key()).isEqualTo(KEY);
    assertThat(letter.value()).isEqualTo(VALUE);
    assertThat(letter.timestamp()).isEqualTo(1_764_000_000_000L);
    assertThat(header(letter, "reflexarc.reason")).isEqualTo("first byte is 0x7b");
    assertThat(header(letter, "reflexarc.stage")).isEqualTo("decider");
    assertThat(header(letter, "reflexarc.topic")).isEqualTo("reflexarc.health-events");
    assertThat(header(letter, "reflexarc.partition")).isEqualTo("5");
    assertThat(header(letter, "reflexarc.offset")).isEqualTo("4711");
    assertThat(header(letter, "reflexarc.timestamp")).isEqualTo("1764000000000");
    assertThat(header(letter, "traceparent")).isEqualTo("00-ab");
  }

  @Test
  void shouldNotLetARecordSpeakForUs() {
    // given
    Headers theirs = new RecordHeaders().add("reflexarc.stage", "actuator".getBytes());

    // when
    ProducerRecord<byte[], byte[]> letter =
        DeadLetter.of(found(KEY, VALUE, theirs), "decider", "because");

    // then
    assertThat(letter.headers().headers("reflexarc.stage")).hasSize(1);
    assertThat(header(letter, "reflexarc.stage")).isEqualTo("decider");
  }

  @Test
  void shouldStayBelowTheProducersLimitWhenARecordIsHuge() {
    // given
    Headers theirs = new RecordHeaders().add("big", new byte[200_000]);

    // when
    ProducerRecord<byte[], byte[]> letter =
        DeadLetter.of(
            found(new byte[500_000], new byte[1_040_000], theirs), "decider", "x".repeat(9_999));

    // then
    int size = letter.key().length + letter.value().length;
    assertThat(size).isLessThan(1_000_000);
    assertThat(header(letter, "reflexarc.key-bytes")).isEqualTo("500000");
    assertThat(header(letter, "reflexarc.value-bytes")).isEqualTo("1040000");
    assertThat(letter.headers().headers("big")).isEmpty();
    assertThat(header(letter, "reflexarc.reason")).hasSize(1_003);
  }

  @Test
  void shouldTakeRecordsWithoutKeyOrValue() {
    // when
    ProducerRecord<byte[], byte[]> letter =
        DeadLetter.of(found(null, null, new RecordHeaders()), "actuator", "no key");

    // then
    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isNull();
  }

  @Test
  void shouldBlameTheRecordOnlyWhenItIsToBlame() {
    assertThat(DeadLetter.isPoison(new SerializationException("bad bytes"))).isTrue();
    assertThat(DeadLetter.isPoison(new IllegalArgumentException("target is wrong"))).isTrue();
    assertThat(DeadLetter.isPoison(new RegistryException(Problem.UNKNOWN, "no such id"))).isTrue();
    assertThat(DeadLetter.isPoison(new RegistryException(Problem.UNAVAILABLE, "gone"))).isFalse();
    assertThat(DeadLetter.isPoison(new RegistryException(Problem.UNAUTHORIZED, "no"))).isFalse();
    assertThat(
            DeadLetter.isPoison(
                new SerializationException("wrapped", new ConnectException("refused"))))
        .isFalse();
    assertThat(DeadLetter.isPoison(new TimeoutException("slow"))).isFalse();
  }

  @Test
  void shouldFindAReasonWhenAFailureHasNone() {
    assertThat(DeadLetter.reason(new SerializationException("bad bytes"))).isEqualTo("bad bytes");
    assertThat(DeadLetter.reason(new NullPointerException())).isEqualTo("NullPointerException");
  }

  @SuppressWarnings("NullAway") // keys and values may be null by Kafka's contract
  private static ConsumerRecord<byte[], byte[]> found(
      byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return new ConsumerRecord<>(
        "reflexarc.health-events",
        5,
        4_711L,
        1_764_000_000_000L,
        TimestampType.CREATE_TIME,
        key == null ? -1 : key.length,
        value == null ? -1 : value.length,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
