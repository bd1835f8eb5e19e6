package io.reflexarc.sandbox.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reflexarc.actuator.ActuatorConfig;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.page.Audits;
import io.reflexarc.actuator.post.Receiver;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the decider escalates, through real Kafka to a receiver; what became of that, and back. */
class PagesIT {

  @TempDir private Path folder;

  @Test
  void shouldPageResolveAndTell() throws Exception {
    try (Receiver receiver = new Receiver();
        ActuatorBench bench = new ActuatorBench("act-pages.", 2)) {
      // given
      Path file = folder.resolve("endpoints.yaml");
      Files.writeString(file, "endpoints: [{name: desk, url: '" + receiver.url() + "'}]");
      Map<String, String> settings =
          Map.of(
              ActuatorConfig.ENDPOINTS,
              file.toString(),
              ActuatorConfig.PAGE_ENDPOINTS,
              "desk",
              "cluster.name",
              "local");
      bench.start(bench.cluster, Checkpoint.NONE, settings);

      // when
      bench.send(Audits.escalated("i-1"));
      await().atMost(ActuatorBench.PATIENCE).until(() -> receiver.messages().size() == 1);
      bench.send(Audits.of("i-1", Stage.CLOSED));

      // then
      List<RemediationAudit> told =
          bench.audit(4).stream().filter(audit -> audit.getActor().equals("actuator")).toList();
      assertThat(told)
          .extracting(RemediationAudit::getReason)
          .containsExactly(
              "told desk of it: answers 200 ok", "told desk that it is over: answers 200 ok");
      assertThat(receiver.messages())
          .extracting(message -> message.header("Idempotency-Key"))
          .containsExactly("i-1-ESCALATED", "i-1-CLOSED");
    }
  }
}
