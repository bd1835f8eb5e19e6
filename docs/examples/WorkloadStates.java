import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints what Reflexarc says of workloads. Arguments: bootstrap.servers, schema.registry.url. */
public final class WorkloadStates {
  public static void main(String[] args) {
    Map<String, Object> settings = Map.of("bootstrap.servers", args[0], "schema.registry.url", args[1],
        "group.id", "workload-states-" + ProcessHandle.current().pid(), "auto.offset.reset", "earliest",
        "key.deserializer", StringDeserializer.class, "value.deserializer", AvroDeserializer.class);
    try (KafkaConsumer<String, WorkloadState> consumer = new KafkaConsumer<>(settings)) {
      consumer.subscribe(List.of("reflexarc.workload-state"));
      while (true) {
        for (ConsumerRecord<String, WorkloadState> record : consumer.poll(Duration.ofSeconds(1))) {
          System.out.println(record.value() == null ? record.key() + " is gone" : line(record.value()));
        }
      }
    }
  }

  private static String line(WorkloadState state) {
    StringBuilder line = new StringBuilder(state.getTarget());
    state.getVersions().stream().filter(it -> it.getReplicas() > 0 || it.getCurrent())
        .forEach(it -> line.append(" ").append(it.getVersion()).append(" (revision ").append(it.getRevision())
            .append(", ").append(it.getReady()).append("/").append(it.getReplicas()).append(" ready)"));
    if (state.getOwner() != null && state.getOwner().getReference() != null) {
      line.append(", owner ").append(state.getOwner().getKind()).append(" ").append(state.getOwner().getReference());
    }
    if (state.getDisruptionBudget() != null) {
      line.append(", budget ").append(state.getDisruptionBudget().getName()).append(" allows ")
          .append(state.getDisruptionBudget().getDisruptionsAllowed());
    }
    return line.toString();
  }
}
