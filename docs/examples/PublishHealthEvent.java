import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.serde.AvroSerializer;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells Reflexarc what another system has seen. Arguments: bootstrap.servers, schema.registry.url. */
public final class PublishHealthEvent {
  public static void main(String[] args) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", args[0], "schema.registry.url", args[1],
        "key.serializer", StringSerializer.class, "value.serializer", AvroSerializer.class);
    Instant now = Instant.now();
    HealthEvent event = HealthEvent.newBuilder()
        .setId("billing-check-" + now.getEpochSecond()).setType("billing.reconciliation-failed")
        .setTarget("prod-eu/shop/Deployment/checkout").setSource("billing-check")
        .setOccurredAt(now).setObservedAt(now).setMessage("12 invoices do not add up").build();
    try (KafkaProducer<String, HealthEvent> producer = new KafkaProducer<>(settings)) {
      producer.send(new ProducerRecord<>("reflexarc.health-events", event.getTarget(), event)).get();
    }
  }
}
