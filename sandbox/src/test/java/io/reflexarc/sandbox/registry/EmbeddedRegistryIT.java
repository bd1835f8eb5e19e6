package io.reflexarc.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.kafka.SharedKafka;
import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.registry.RegistryClient;
import io.reflexarc.schemas.registry.RegistrySettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedRegistryIT extends RegistryContract {

  @Override
  String url() {
    return SharedKafka.registryUrl();
  }

  @Test
  void shouldKnowItsSchemasWhenStartedAgainOnTheSameTopic() {
    // given
    String subject = "restarted-value";
    int id;
    try (EmbeddedRegistry first = start()) {
      id = client(first).register(subject, Incident.SCHEMA$);
    }

    // when
    try (EmbeddedRegistry second = start()) {
      // then
      assertThat(client(second).find(subject, Incident.SCHEMA$)).isEqualTo(id);
      assertThat(client(second).schema(id, subject).getName()).isEqualTo("Incident");
    }
  }

  private static EmbeddedRegistry start() {
    return EmbeddedRegistry.start(
        new TopicLog(SharedKafka.bootstrapServers(), "_schemas-restarted"), 0);
  }

  private static RegistryClient client(EmbeddedRegistry registry) {
    return new RegistryClient(RegistrySettings.from(Map.of("schema.registry.url", registry.url())));
  }
}
