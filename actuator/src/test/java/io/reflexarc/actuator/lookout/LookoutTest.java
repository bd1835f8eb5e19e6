package io.reflexarc.actuator.lookout;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Rollouts;
import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.rollback.Rollback;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.cluster.Fault;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.MemoryCluster;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.control.ControlDesk;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.actuator.errand.Turn;
import io.reflexarc.actuator.errand.Workshop;
import io.reflexarc.actuator.owner.Owners;
import io.reflexarc.actuator.post.Post;
import io.reflexarc.actuator.report.AuditRecords;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of what was applied. */
class LookoutTest {

  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final MemoryCluster cluster = new MemoryCluster();
  private final Rollouts rollouts = new Rollouts(cluster);
  private final ManualTime time = new ManualTime(Commands.ISSUED.plusSeconds(5));
  private final Lookout lookout = new Lookout(cluster, time, WINDOW, () -> {});
  private KubeObject sick = new Rollouts(new MemoryCluster()).release("web", "v4", 4);

  @BeforeEach
  void rollBack() {
    rollouts.release("web", "v3", 4);
    sick = rollouts.release("web", "v4", 4);
    rollBack("c-1", "2", "1");
    assertThat(rollouts.version("web")).isEqualTo("v3");
  }

  @Test
  void shouldTellOnceOfAnEffectThatWasSetBack() {
    // given
    time.advance(Duration.ofSeconds(5));
    lookout.run();
    assertThat(lookout.found()).isEmpty();

    // when
    setBack("argocd-controller");
    lookout.run();
    lookout.run();

    // then
    List<Report> found = lookout.found();
    assertThat(found).hasSize(1);
    RemediationAudit audit = AuditRecords.of(found.get(0));
    assertThat(audit.getStage()).isEqualTo(Stage.OVERRIDDEN);
    assertThat(audit.getCommandId()).isEqualTo("c-1");
    assertThat(audit.getReason())
        .isEqualTo(
            "spec.template.metadata.labels.version of Deployment web was set back by"
                + " argocd-controller; it is not set again");
    assertThat(audit.getBefore()).containsValue("\"v3\"");
    assertThat(audit.getAfter()).containsValue("\"v4\"");
    assertThat(lookout.size()).isZero();
    assertThat(cluster.writes()).containsExactly("Deployment/web");
  }

  @Test
  void shouldRecallWhatAnotherProcessApplied() {
    // given
    Lookout successor = new Lookout(cluster, time, WINDOW, () -> {});
    RemediationCommand command = Commands.rollback("c-1", sick, "2", "1");
    successor.recall(command, rollouts.deployment("web"));
    successor.recall(command, rollouts.deployment("web"));
    assertThat(successor.size()).isEqualTo(1);

    // when
    setBack("argocd-controller");
    successor.run();

    // then
    lookout.run();
    assertThat(AuditRecords.of(successor.found().get(0)))
        .isEqualTo(AuditRecords.of(lookout.found().get(0)));
  }

  @Test
  void shouldRecallNothingOfAnotherCommandOrOfLongAgo() {
    KubeObject web = rollouts.deployment("web");
    Lookout successor = new Lookout(cluster, time, WINDOW, () -> {});

    successor.recall(Commands.rollback("c-0", sick, "2", "1"), web);
    time.advance(WINDOW);
    successor.recall(Commands.rollback("c-1", sick, "2", "1"), web);

    assertThat(successor.size()).isZero();
  }

  @Test
  void shouldLookNoLongerThanItsWindow() {
    time.advance(WINDOW.plusMillis(1));
    setBack("argocd-controller");

    lookout.run();

    assertThat(lookout.found()).isEmpty();
    assertThat(lookout.size()).isZero();
  }

  @Test
  void shouldNotTakeANewerReleaseForAFight() {
    rollouts.release("web", "v5", 4);

    lookout.run();

    assertThat(lookout.found()).isEmpty();
    assertThat(lookout.size()).isZero();
  }

  @Test
  void shouldNotTakeALaterCommandForAFight() {
    rollouts.reconcile("web");
    sick = rollouts.deployment("web");
    rollBack("c-2", "3", "2");
    assertThat(rollouts.version("web")).isEqualTo("v4");

    lookout.run();

    assertThat(lookout.found()).isEmpty();
    assertThat(lookout.size()).isEqualTo(1);
  }

  @Test
  void shouldLookNoMoreAtWhatIsGone() {
    cluster.delete(ResourceKind.DEPLOYMENT, "shop", "web");

    lookout.run();

    assertThat(lookout.size()).isZero();
  }

  @Test
  void shouldLookAgainWhenTheClusterDidNotAnswer() {
    setBack("argocd-controller");
    cluster.nextRead(Fault.of(Fault.Kind.NO_ANSWER, "no answer"));

    lookout.run();
    assertThat(lookout.found()).isEmpty();
    lookout.run();

    assertThat(lookout.found()).hasSize(1);
  }

  /** Somebody writes back what stood before, without our mark. */
  private void setBack(String manager) {
    cluster.put(
        sick.edited(
                json -> {
                  json.withObject("/metadata")
                      .withArray("managedFields")
                      .addObject()
                      .put("manager", manager)
                      .put("time", "2026-11-23T10:00:07Z")
                      .withObject("/fieldsV1")
                      .withObject("/f:spec")
                      .withObject("/f:template");
                })
            .json());
  }

  private void rollBack(String id, String from, String to) {
    Workshop workshop =
        new Workshop(
            Actions.of(List.of(new Rollback())),
            cluster,
            Post.NONE,
            new ControlDesk(),
            time,
            Effect.PERSIST,
            "",
            Checkpoint.NONE,
            Owners.DEFAULT,
            lookout);
    Turn turn = workshop.errand(Commands.rollback(id, sick, from, to)).turn();
    assertThat(((Turn.Done) turn).report().outcome()).isInstanceOf(Outcome.Applied.class);
  }
}
