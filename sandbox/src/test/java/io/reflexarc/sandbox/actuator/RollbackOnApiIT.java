package io.reflexarc.sandbox.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.cluster.ResourceKind;
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
import io.reflexarc.schemas.policy.Gate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rollback against the API server; its own record of writes is the witness. */
class RollbackOnApiIT {

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
  void shouldRestoreTheTemplateAndMarkItInOneWrite() throws Exception {
    Report report = run(Effect.PERSIST);

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(served.effects()).extracting(WriteRecord::name).containsExactly("web");
    assertThat(served.version("web")).isEqualTo("v3");
    assertThat(served.get("web").annotation("reflexarc.io/command")).contains("c-1");
    assertThat(served.get("web").json().toString()).doesNotContain("pod-template-hash");
  }

  @Test
  void shouldWriteNothingTheSecondTime() {
    Report first = run(Effect.PERSIST);

    Report second = run(Effect.PERSIST);

    assertThat(second.outcome()).isInstanceOf(Outcome.AlreadyApplied.class);
    assertThat(second.change()).isEqualTo(first.change());
    assertThat(served.effects()).hasSize(1);
  }

  @Test
  void shouldWriteNothingInADryRun() throws Exception {
    assertThat(run(Effect.DRY_RUN).outcome())
        .isEqualTo(new Outcome.Held(Gate.DRY_RUN, "would set web from revision 2 to revision 1"));
    assertThat(served.effects()).isEmpty();
    assertThat(served.version("web")).isEqualTo("v4");
  }

  @Test
  void shouldFindItsMarkWhenTheServerFailsAfterTheWrite() {
    failFirstWrite(new Fault.FailAfter(500));

    assertApplied();
  }

  @Test
  void shouldFindItsMarkWhenTheConnectionIsCutAfterTheWrite() {
    failFirstWrite(new Fault.DropAfter());

    assertApplied();
  }

  @Test
  void shouldWriteAgainWhenTheConnectionIsCutBeforeTheWrite() {
    failFirstWrite(new Fault.DropBefore());

    assertApplied();
  }

  @Test
  void shouldHaveOneEffectWhenTheFirstWriteComesLate() {
    failFirstWrite(new Fault.Delay(ServedCluster.REQUEST_TIMEOUT.multipliedBy(3), Fault.NONE));

    assertApplied();
    await().atMost(Duration.ofSeconds(30)).until(() -> updates().size() == 2);
    assertThat(updates()).extracting(WriteRecord::code).containsExactly(200, 409);
    assertThat(served.effects()).hasSize(1);
  }

  @Test
  void shouldRetryWhenAskedForPatience() {
    failFirstWrite(new Fault.Refuse(429, 1));

    assertApplied();
  }

  @Test
  void shouldGiveUpAtTheExpiryWhenTheServerOnlyFails() {
    served.server.requestFilter(r -> r.isWrite() ? new Fault.Refuse(429, 0) : Fault.NONE);

    assertThat(run(Effect.PERSIST).outcome()).isInstanceOf(Outcome.TransientFailure.class);
    assertThat(served.effects()).isEmpty();
  }

  @Test
  void shouldTellWhatStandsWhenTheDeploymentIsGone() throws Exception {
    served.delete(ResourceKind.DEPLOYMENT, "shop", "web");

    assertThat(run(Effect.PERSIST).outcome()).isInstanceOf(Outcome.Superseded.class);
  }

  private List<WriteRecord> updates() {
    return served.server.writes().all().stream()
        .filter(write -> write.verb().equals("update"))
        .toList();
  }

  private void assertApplied() {
    Report report = run(Effect.PERSIST);

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(report.change().after()).isEqualTo(Map.of("revision", "1"));
    assertThat(served.effects()).hasSize(1);
  }

  private void failFirstWrite(Fault fault) {
    AtomicInteger writes = new AtomicInteger();
    RequestFilter filter =
        request -> request.isWrite() && writes.incrementAndGet() == 1 ? fault : Fault.NONE;
    served.server.requestFilter(filter);
  }

  private Report run(Effect effect) {
    Errand errand =
        new Workshop(
                Actions.installed(Map.of()),
                served.client,
                Post.NONE,
                new ControlDesk(),
                time,
                effect,
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
