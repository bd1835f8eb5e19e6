package io.reflexarc.sandbox.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.control.ControlDesk;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Errand;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.actuator.errand.Turn;
import io.reflexarc.actuator.errand.Workshop;
import io.reflexarc.actuator.post.Post;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.sandbox.api.audit.WriteRecord;
import io.reflexarc.sandbox.api.fault.Fault;
import io.reflexarc.sandbox.api.fault.RequestFilter;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A write whose request is on its way for longer than anybody waits. */
class LateWriteIT {

  private final ManualTime time = new ManualTime(Commands.ISSUED.plusSeconds(5));
  private ServedCluster served;
  private RemediationCommand command;

  @BeforeEach
  void serve() throws Exception {
    served = new ServedCluster(time);
    command = Commands.rollback("c-1", served.twoRevisions("web"), "2", "1");
  }

  @AfterEach
  void close() {
    served.close();
  }

  @Test
  void shouldHaveOneEffectWhenTheFirstWriteComesLate() {
    failFirstWrite(new Fault.Delay(ServedCluster.REQUEST_TIMEOUT.multipliedBy(3), Fault.NONE));

    assertApplied();
    await().atMost(Duration.ofSeconds(30)).until(() -> updates().size() == 2);
    assertThat(updates()).extracting(WriteRecord::code).containsExactly(200, 409);
    assertThat(served.written()).hasSize(1);
  }

  private List<WriteRecord> updates() {
    return served.server.writes().all().stream()
        .filter(write -> write.fieldManager().equals("reflexarc-actuator"))
        .toList();
  }

  private void assertApplied() {
    Report report = run();

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(report.change().after()).isEqualTo(Map.of("revision", "1"));
    assertThat(served.written()).hasSize(1);
  }

  private void failFirstWrite(Fault fault) {
    AtomicInteger writes = new AtomicInteger();
    RequestFilter filter =
        request -> request.isWrite() && writes.incrementAndGet() == 1 ? fault : Fault.NONE;
    served.server.requestFilter(filter);
  }

  private Report run() {
    Errand errand =
        new Workshop(
                Actions.installed(Map.of()),
                served.client,
                Post.NONE,
                new ControlDesk(),
                time,
                Effect.PERSIST,
                "",
                Checkpoint.NONE)
            .errand(command);
    for (int turns = 0; turns < 2_000; turns++) {
      if (errand.turn() instanceof Turn.Done done) {
        return done.report();
      }
      time.advance(Duration.ofMillis(500));
    }
    throw new AssertionError("no outcome");
  }
}
