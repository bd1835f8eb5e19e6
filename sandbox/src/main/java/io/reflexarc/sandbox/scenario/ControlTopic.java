package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.Addresses;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes what the humans of a story order, as anybody may who writes to the topic. */
final class ControlTopic implements OrderDesk {

  private static final String TOPIC =
      new TopicNames(TopicNames.DEFAULT_PREFIX).of(Topic.REMEDIATION_CONTROLS);

  private final Addresses addresses;
  private final StoryLog log;

  /** At these addresses; the log tells which command waits for an approval. */
  ControlTopic(Addresses addresses, StoryLog log) {
    this.addresses = addresses;
    this.log = log;
  }

  @Override
  public void take(List<Order> orders, Instant now) throws InterruptedException {
    if (orders.isEmpty()) {
      return;
    }
    try (KafkaProducer<String, Control> producer = producer()) {
      for (Order order : orders) {
        Control control = control(order, now);
        producer.send(new ProducerRecord<>(TOPIC, control.getScope(), control)).get();
      }
    } catch (ExecutionException e) {
      throw new ScenarioException("an order cannot be published: " + e.getMessage(), e);
    }
  }

  private Control control(Order order, Instant now) {
    return Control.newBuilder()
        .setScope(scope(order))
        .setVerb(order.verb())
        .setBy(order.by())
        .setReason(order.reason())
        .setAt(now)
        .build();
  }

  private String scope(Order order) {
    return order.scope().equals(Order.PROPOSED)
        ? "command:"
            + log.proposed()
                .orElseThrow(() -> new ScenarioException("nothing waits for an approval", null))
        : order.scope();
  }

  private KafkaProducer<String, Control> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            addresses.bootstrapServers(),
            ProducerConfig.CLIENT_ID_CONFIG,
            "story-orders"),
        new StringSerializer(),
        RecordSerdes.of(Map.of("schema.registry.url", addresses.registry())).<Control>serializer());
  }
}
