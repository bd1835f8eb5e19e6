package io.reflexarc.schemas.deadletter;

import io.reflexarc.schemas.registry.RegistryException;
import io.reflexarc.schemas.registry.RegistryException.Problem;
import io.reflexarc.schemas.topic.TopicNames;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record that goes to {@code <topic>.dead-letter} in place of one that cannot be read:
 * key and value bytes as found, its own headers, and ours that say why, by whom and from where.
 *
 * <p>In a Streams application: have the {@code DeserializationExceptionHandler}'s {@code
 * handleError(context, record, exception)} return {@code
 * Response.resume(List.of(DeadLetter.of(record, "decider", DeadLetter.reason(exception))))} when
 * {@link #isPoison} says so, else {@code Response.fail()}: Streams (4.2 and later) then produces it
 * in the same transaction as the offset. A consumer produces it before it commits the offset.
 */
public final class DeadLetter {

  public static final String REASON = "reflexarc.reason";
  public static final String STAGE = "reflexarc.stage";
  public static final String TOPIC = "reflexarc.topic";
  public static final String PARTITION = "reflexarc.partition";
  public static final String OFFSET = "reflexarc.offset";
  public static final String TIMESTAMP = "reflexarc.timestamp";

  /** How long the key or value was, when it had to be cut to be taken at all. */
  public static final String KEY_CUT_FROM = "reflexarc.key-bytes";

  public static final String VALUE_CUT_FROM = "reflexarc.value-bytes";

  /** Who handed it in, where it did not come from a topic: {@code alerts}, {@code cloudevents}. */
  public static final String ORIGIN = "reflexarc.origin";

  private static final String OURS = "reflexarc.";
  private static final int LONGEST_REASON = 1_000;
  private static final int LONGEST_KEY = 32 << 10;
  private static final int LONGEST_HEADERS = 32 << 10;

  /** With the other two and our own headers this stays below a producer's limit of 1 MiB. */
  private static final int LONGEST_VALUE = 900 << 10;

  private DeadLetter() {}

  /**
   * The record to produce instead.
   *
   * @param found what could not be read
   * @param stage who could not read it: {@code detector}, {@code decider}, {@code actuator}
   * @param reason why, one sentence
   */
  public static ProducerRecord<byte[], byte[]> of(
      ConsumerRecord<byte[], byte[]> found, String stage, String reason) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            TopicNames.deadLetterOf(found.topic()),
            null,
            found.timestamp() < 0 ? null : found.timestamp(),
            cut(found.key(), LONGEST_KEY),
            cut(found.value(), LONGEST_VALUE));
    Headers headers = letter.headers();
    copyHeaders(found.headers(), headers);
    add(headers, REASON, abbreviated(reason));
    add(headers, STAGE, stage);
    add(headers, TOPIC, found.topic());
    add(headers, PARTITION, Integer.toString(found.partition()));
    add(headers, OFFSET, Long.toString(found.offset()));
    add(headers, TIMESTAMP, Long.toString(found.timestamp()));
    addLength(headers, KEY_CUT_FROM, found.key(), LONGEST_KEY);
    addLength(headers, VALUE_CUT_FROM, found.value(), LONGEST_VALUE);
    return letter;
  }

  /**
   * The record for what was handed in by other means than Kafka, and would have gone to a topic.
   *
   * @param topic full name of that topic
   * @param origin who handed it in
   * @param input as it was handed in
   * @param timestamp milliseconds since 1970
   * @param stage who could not use it
   * @param reason why, one sentence
   */
  public static ProducerRecord<byte[], byte[]> ofInput(
      String topic, String origin, byte[] input, long timestamp, String stage, String reason) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            TopicNames.deadLetterOf(topic), null, timestamp, null, cut(input, LONGEST_VALUE));
    Headers headers = letter.headers();
    add(headers, REASON, abbreviated(reason));
    add(headers, STAGE, stage);
    add(headers, TOPIC, topic);
    add(headers, ORIGIN, origin);
    addLength(headers, VALUE_CUT_FROM, input, LONGEST_VALUE);
    return letter;
  }

  /**
   * Whether the record itself is to blame. False when the registry or the network is: then the
   * record may be good, and the stage should stop and try again rather than throw it away.
   */
  public static boolean isPoison(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      boolean outage =
          t instanceof RetriableException
              || t instanceof SocketException
              || t instanceof SocketTimeoutException
              || t instanceof UnknownHostException
              || t instanceof HttpTimeoutException;
      if (outage || (t instanceof RegistryException e && e.problem() != Problem.UNKNOWN)) {
        return false;
      }
    }
    return true;
  }

  /** What a failure says, for {@link #REASON}; the consumer's own wrapping is taken off. */
  public static String reason(Throwable failure) {
    Throwable told = failure;
    while (told.getCause() != null
        && (told instanceof RecordDeserializationException || told.getMessage() == null)) {
      told = told.getCause();
    }
    String message = told.getMessage();
    return message == null ? told.getClass().getSimpleName() : message;
  }

  private static void copyHeaders(Headers from, Headers to) {
    int size = 0;
    for (Header header : from) {
      size += header.key().length() + (header.value() == null ? 0 : header.value().length);
      if (!header.key().startsWith(OURS) && size <= LONGEST_HEADERS) {
        to.add(header);
      }
    }
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void addLength(
      Headers headers, String name, byte @Nullable [] found, int longest) {
    if (found != null && found.length > longest) {
      add(headers, name, Integer.toString(found.length));
    }
  }

  @SuppressWarnings("NullAway") // keys and values may be null by Kafka's contract
  private static byte[] cut(byte @Nullable [] bytes, int longest) {
    return bytes == null || bytes.length <= longest ? bytes : Arrays.copyOf(bytes, longest);
  }

  private static String abbreviated(String reason) {
    String line = reason.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }
}
