package io.reflexarc.actuator.action.restart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.action.pods.Residents;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.Removal;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What only a restart of a pod has to mind. */
class RestartPodTest {

  private final MemorySite site = new MemorySite();

  @Test
  void shouldEvictAndNotDelete() throws Exception {
    Plan plan = plan(new RestartScene().order(site));

    assertThat(((Plan.Write) plan).first())
        .isInstanceOfSatisfying(
            Step.Remove.class, step -> assertThat(step.how()).isEqualTo(Removal.EVICT));
  }

  @Test
  void shouldAskEvenWhenTheBudgetKeepsItForTheApiServerDecides() throws Exception {
    RemediationCommand command = new RestartScene().order(site);
    site.put(Residents.budget("web", 0));

    assertThat(plan(command)).isInstanceOf(Plan.Write.class);
  }

  @Test
  void shouldRefuseWhatNobodyWouldMakeAnew() throws Exception {
    assertRefused(ordered(Residents.bare("debug")), "debug has no controller");
  }

  @Test
  void shouldRefuseWhatItsNodeRunsFromAFile() throws Exception {
    ObjectNode mirror = Residents.bare("proxy-node-1");
    mirror
        .withObject("/metadata")
        .withObjectProperty("annotations")
        .put("kubernetes.io/config.mirror", "6f1c");

    assertRefused(ordered(mirror), "proxy-node-1 is run by its node from a file");
  }

  @Test
  void shouldRefuseWhatKubernetesNeverEvicts() throws Exception {
    RemediationCommand command = new RestartScene().order(site);
    site.put(Residents.budget("web", 1));
    site.put(Residents.budget("web-too", 1));

    assertRefused(command, "web-1 has more than one disruption budget (web, web-too)");
  }

  @Test
  void shouldSayThatItIsOnItsWayWhenItIs() throws Exception {
    RemediationCommand command = new RestartScene().order(site);
    site.edit(
        ResourceKind.POD,
        "web-1",
        json -> json.withObject("/metadata").put("deletionTimestamp", "2026-11-23T10:00:30Z"));

    assertThat(outcome(command))
        .isEqualTo(new Outcome.AlreadyApplied("pod web-1 is on its way out"));
  }

  @Test
  void shouldGoByTheNameWhereNoOtherPodCanBearIt() throws Exception {
    RemediationCommand command =
        Commands.with(new RestartScene().order(site), c -> Residents.asked(c, 0, null));

    assertThat(plan(command)).isInstanceOf(Plan.Write.class);
  }

  @Test
  void shouldNotGoByTheNameOfAStatefulSetsPod() throws Exception {
    RemediationCommand command =
        Commands.with(
            new RestartScene().order(site),
            c -> Residents.asked(c.setTarget("local/shop/StatefulSet/web"), 0, null));

    Assertions.assertThatThrownBy(() -> plan(command))
        .isInstanceOf(InvalidCommandException.class)
        .hasMessageContaining("another pod may bear that name");
  }

  private RemediationCommand ordered(ObjectNode pod) {
    KubeObject made = site.put(pod);
    return Residents.command("restartPod", Map.of("pod", made.name()), Residents.same(made));
  }

  private void assertRefused(RemediationCommand command, String says) throws Exception {
    assertThat(outcome(command))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.refusal()).isEqualTo(Refusal.UNFIT);
              assertThat(refused.reason()).contains(says);
            });
  }

  private Outcome outcome(RemediationCommand command) throws Exception {
    return ((Plan.Nothing) plan(command)).outcome();
  }

  private Plan plan(RemediationCommand command) throws Exception {
    return new RestartPod().look(command, site.cluster()).plan(Commands.ISSUED.plusSeconds(1));
  }
}
