import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.serde.AvroSerializer;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Gives an order. Arguments: bootstrap.servers, schema.registry.url, verb, scope, reason, and until when (ISO 8601, may be left out). */
public final class PublishControl {
  public static void main(String[] args) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", args[0], "schema.registry.url", args[1],
        "key.serializer", StringSerializer.class, "value.serializer", AvroSerializer.class);
    Control control = Control.newBuilder()
        .setVerb(Verb.valueOf(args[2])).setScope(args[3]).setReason(args[4])
        .setBy(System.getProperty("user.name")).setAt(Instant.now())
        .setUntil(args.length > 5 ? Instant.parse(args[5]) : null).build();
    try (KafkaProducer<String, Control> producer = new KafkaProducer<>(settings)) {
      producer.send(new ProducerRecord<>("reflexarc.remediation-controls", control.getScope(), control)).get();
    }
  }
}
