package io.reflexarc.sandbox.endtoend;

import io.reflexarc.sandbox.kafka.EmbeddedKafka;
import io.reflexarc.sandbox.kafka.KafkaLayout;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

/** On a broker of this JVM with the limits on time that brokers have unless they are told. */
final class StockKafkaIT extends ExistingKafkaContract {

  private static final EmbeddedKafka KAFKA = EmbeddedKafka.start(layout());

  private static KafkaLayout layout() {
    return KafkaLayout.temporary()
        .with("log.message.timestamp.after.max.ms", Long.toString(Duration.ofHours(1).toMillis()))
        .with("log.retention.ms", Long.toString(Duration.ofDays(7).toMillis()));
  }

  @AfterAll
  static void stop() {
    KAFKA.close();
  }

  @Override
  String bootstrapServers() {
    return KAFKA.bootstrapServers();
  }
}
