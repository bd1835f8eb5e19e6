package io.reflexarc.actuator.action.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Rehearsal;
import io.reflexarc.actuator.action.Rehearsal.Killed;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.action.cordon.Nodes;
import io.reflexarc.actuator.action.pods.Residents;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node is emptied, a few pods at a time, and only as long as everybody wants it. */
class DrainNodeTest {

  private static final Instant NOW = Commands.ISSUED.plusSeconds(5);
  private static final List<String> PODS = List.of("web-1", "web-2", "web-3");

  private final MemorySite site = new MemorySite();

  @Test
  void shouldSayHowManyWent() throws Exception {
    Report report = run(ordered(), Checkpoint.NONE);

    assertThat(report.outcome())
        .isEqualTo(new Outcome.Applied("cordon node-1 and evict its 3 pods, 2 at once"));
    assertThat(report.change().before()).isEqualTo(Map.of("unschedulable", "false", "pods", "3"));
    assertThat(report.change().after())
        .isEqualTo(Map.of("unschedulable", "true", "incident", "incident-1", "pods", "0"));
    assertThat(site.effects()).hasSize(5).startsWith("Node/node-1").endsWith("Node/node-1");
  }

  @Test
  void shouldGoOnWhereAnotherWasKilled() throws Exception {
    RemediationCommand command = ordered();
    assertThatThrownBy(() -> run(command, killedAfterWrites(2))).isInstanceOf(Killed.class);
    assertThat(site.effects()).hasSize(2);

    Report report = run(command, Checkpoint.NONE);

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(report.change().before()).containsEntry("pods", "3");
    assertThat(site.effects()).hasSize(5);
  }

  @Test
  void shouldBeDoneForGoodWhateverComesToTheNodeLater() throws Exception {
    RemediationCommand command = ordered();
    run(command, Checkpoint.NONE);
    Nodes.set(site, false);
    site.put(Residents.pod(site, "web-9"));

    assertThat(run(command, Checkpoint.NONE).outcome()).isInstanceOf(Outcome.AlreadyApplied.class);
    assertThat(site.effects()).hasSize(5);
  }

  @Test
  void shouldStopWhenAHumanUncordons() throws Exception {
    RemediationCommand command = ordered();
    assertThatThrownBy(() -> run(command, killedAfterWrites(2))).isInstanceOf(Killed.class);
    Nodes.set(site, false);

    Report report = run(command, Checkpoint.NONE);

    assertThat(report.outcome())
        .isEqualTo(
            new Outcome.Overridden(
                "node-1 was uncordoned by another hand with 3 of 3 pods still on it"));
    assertThat(report.turns()).isEqualTo(1);
    assertThat(site.effects()).hasSize(2);
  }

  @Test
  void shouldHaveNoMoreOnTheirWayThanOrdered() throws Exception {
    RemediationCommand command = begun();
    leaving("web-1", "2026-11-23T10:00:30Z");
    assertThat(next(command, NOW)).isInstanceOf(Step.Remove.class);
    leaving("web-2", "2026-11-23T10:00:30Z");

    assertThat(next(command, NOW)).isEqualTo(new Step.Await("those on their way"));
  }

  @Test
  void shouldNotWaitForeverForPodsOfANodeThatIsDead() throws Exception {
    RemediationCommand command = begun();
    leaving("web-1", "2026-11-23T10:00:30Z");
    leaving("web-2", "2026-11-23T10:00:30Z");

    assertThat(next(command, Instant.parse("2026-11-23T10:01:01Z")))
        .isInstanceOf(Step.Remove.class);
  }

  @Test
  void shouldWaitWhileNoBudgetLetsOneGo() throws Exception {
    RemediationCommand command = begun();
    site.put(Residents.budget("web", 0));

    assertThat(next(command, NOW))
        .isEqualTo(new Step.Await("budget web needs 2 healthy pods and has 2"));
  }

  @Test
  void shouldTakeThoseFirstThatMayGo() throws Exception {
    RemediationCommand command = begun();
    site.put(Residents.budget("web", 0));
    site.edit(
        ResourceKind.POD, "web-2", json -> json.withObject("/metadata/labels").put("app", "other"));

    assertThat(next(command, NOW))
        .isInstanceOfSatisfying(
            Step.Remove.class, step -> assertThat(step.object().name()).isEqualTo("web-2"));
  }

  @Test
  void shouldBeginWithAnotherEachSecond() throws Exception {
    RemediationCommand command = begun();

    assertThat(List.of(0, 1, 2))
        .extracting(
            second -> ((Step.Remove) next(command, NOW.plusSeconds(second))).object().name())
        .containsExactlyInAnyOrderElementsOf(PODS);
  }

  @Test
  void shouldSayWhatKeptItWhenItsTimeIsOver() throws Exception {
    RemediationCommand command = begun();
    site.put(Residents.budget("web", 0));

    Plan plan = plan(command, command.getExpiresAt());

    assertThat(((Plan.Nothing) plan).outcome())
        .isEqualTo(
            new Outcome.TransientFailure(
                "its time was over with 3 of 3 pods still on it: budget web needs 2 healthy pods"
                    + " and has 2"));
  }

  @Test
  void shouldLeaveThoseThatWouldNotComeBack() throws Exception {
    RemediationCommand command = ordered();
    site.put(kept("agent", "DaemonSet"));
    site.put(kept("proxy", "Node"));
    site.put(Residents.bare("debug"));
    site.put(Residents.budget("web", 1));
    site.put(Residents.budget("web-too", 1));

    Plan.Write plan = (Plan.Write) plan(command, NOW);

    assertThat(plan.sentence())
        .isEqualTo(
            "cordon node-1 and evict its 0 pods, 2 at once; these stay: 1 of DaemonSets, 1 static,"
                + " 1 without a controller (shop/debug), 3 with more than one disruption budget"
                + " (shop/web-1, shop/web-2, shop/web-3)");
  }

  @Test
  void shouldNotTakeBackACordonThatStoodBefore() throws Exception {
    RemediationCommand command = ordered();
    Nodes.set(site, true);

    Report report = run(command, Checkpoint.NONE);

    assertThat(report.outcome())
        .isEqualTo(new Outcome.Applied("evict 3 pods of node-1, 2 at once"));
    assertThat(report.change().before()).containsEntry("unschedulable", "true");
  }

  @Test
  void shouldRefuseANodeOfMorePodsThanThereAre() throws Exception {
    RemediationCommand command = ordered();
    for (int i = 0; i < Lodgers.MOST; i++) {
      site.put(Residents.bare("many-" + i));
    }

    assertThat(((Plan.Nothing) plan(command, NOW)).outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo("node-1 has more than 500 pods"));
  }

  private RemediationCommand ordered() throws Exception {
    Residents.movedIn(site, PODS.toArray(String[]::new));
    return Nodes.command(
        "c-1",
        "drainNode",
        Nodes.open(site),
        Map.of("node", "node-1", "unschedulable", "true", "atOnce", "2"));
  }

  private RemediationCommand begun() throws Exception {
    RemediationCommand command = ordered();
    Step cordon = ((Plan.Write) plan(command, NOW)).first();
    site.put(((Step.Replace) cordon).object().json());
    return command;
  }

  private void leaving(String pod, String by) throws Exception {
    site.edit(
        ResourceKind.POD, pod, json -> json.withObject("/metadata").put("deletionTimestamp", by));
  }

  private static ObjectNode kept(String name, String kind) {
    ObjectNode pod = Residents.bare(name);
    pod.withObject("/metadata")
        .withArray("ownerReferences")
        .addObject()
        .put("kind", kind)
        .put("name", name)
        .put("uid", "uid-of-" + name)
        .put("controller", true);
    return pod;
  }

  private Step next(RemediationCommand command, Instant now) throws Exception {
    return ((Plan.Write) plan(command, now)).first();
  }

  private Plan plan(RemediationCommand command, Instant now) throws Exception {
    return new DrainNode().look(command, site.cluster()).plan(now);
  }

  private Report run(RemediationCommand command, Checkpoint checkpoint) throws Exception {
    return new Rehearsal(site, new Leaving()).run(command, checkpoint);
  }

  private static Checkpoint killedAfterWrites(int writes) {
    int[] seen = {0};
    return (step, command) -> {
      if (step == Checkpoint.Step.AFTER_WRITE && ++seen[0] == writes) {
        throw new Killed();
      }
    };
  }

  /** Pods that are asked to leave have left by the next turn. */
  private static final class Leaving extends DrainScene {
    @Override
    public void meanwhile(Site site) throws Exception {
      Residents.leave(site, PODS);
    }
  }
}
