package io.reflexarc.actuator.action.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.action.pods.Residents;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What only a quarantine has to mind. */
class QuarantinePodTest {

  private final MemorySite site = new MemorySite();

  @Test
  void shouldTakeOffWhatServicesFindItByAndLeaveTheRest() throws Exception {
    RemediationCommand command = new QuarantineScene().order(site);
    site.put(QuarantineScene.service("public", Map.of("tier", "front")));
    site.put(QuarantineScene.service("other", Map.of("tier", "back")));
    site.edit(
        ResourceKind.POD,
        "web-1",
        json -> json.withObject("/metadata/labels").put("tier", "front").put("version", "v4"));

    KubeObject written = ((Step.Replace) write(command).first()).object();

    assertThat(written.label("tier")).isEmpty();
    assertThat(written.label("version")).contains("v4");
    assertThat(written.annotation(Retreat.LABELS).orElseThrow()).contains("\"tier\":\"front\"");
  }

  @Test
  void shouldOnlyMakeADeadlineEarlier() throws Exception {
    RemediationCommand command = new QuarantineScene().order(site);
    site.edit(
        ResourceKind.POD,
        "web-1",
        json -> json.withObject("/spec").put("activeDeadlineSeconds", 7_200));

    KubeObject written = ((Step.Replace) write(command).first()).object();

    assertThat(written.number("/spec/activeDeadlineSeconds", 0)).isEqualTo(7_200);
  }

  @Test
  void shouldRefuseWhenAsManyAreInQuarantineAlready() throws Exception {
    RemediationCommand command = new QuarantineScene().order(site);
    inQuarantine("web-0", "Running");

    assertRefused(command, "1 of at most 1 pods are in quarantine already");
  }

  @Test
  void shouldNotCountThoseWhoseTimeIsOver() throws Exception {
    RemediationCommand command = new QuarantineScene().order(site);
    inQuarantine("web-0", "Failed");

    assertThat(write(command).first()).isInstanceOf(Step.Replace.class);
  }

  @Test
  void shouldRefuseAPodThatNoReplicaSetOfTheTargetKeeps() throws Exception {
    RemediationCommand command = new QuarantineScene().order(site);
    site.edit(
        ResourceKind.POD, "web-1", json -> json.withObject("/metadata").remove("ownerReferences"));

    assertRefused(command, "web-1 is kept by no ReplicaSet of web");
  }

  @Test
  void shouldRefuseWhenNoLabelThatComesOffHidesIt() throws Exception {
    RemediationCommand command = new QuarantineScene().order(site);
    site.edit(
        ResourceKind.REPLICA_SET,
        "web-hash2",
        json -> {
          ObjectNode selector = json.withObject("/spec").putObject("selector");
          ObjectNode term = selector.withArray("matchExpressions").addObject();
          term.put("key", "app").put("operator", "NotIn").withArray("values").add("other");
        });

    assertRefused(command, "ReplicaSet web-hash2 would still pick pod web-1");
  }

  @Test
  void shouldRefuseTheOnlyReplica() throws Exception {
    RemediationCommand command = new QuarantineScene().order(site);
    site.edit(ResourceKind.DEPLOYMENT, "web", json -> json.withObject("/spec").put("replicas", 1));

    assertRefused(command, "web has no second replica");
  }

  @Test
  void shouldWaitWhileFewerThanHalfWouldBeLeft() throws Exception {
    RemediationCommand command = new QuarantineScene().order(site);
    site.delete(ResourceKind.POD, "shop", "web-2");

    assertThat(write(command).first())
        .isEqualTo(new Step.Await("until half of 3 replicas would be left ready"));
  }

  @Test
  void shouldWaitWhileItsBudgetKeepsIt() throws Exception {
    RemediationCommand command = new QuarantineScene().order(site);
    site.put(Residents.budget("web", 0));

    assertThat(write(command).first())
        .isEqualTo(
            new Step.Await("until it may be spared: budget web needs 2 healthy pods and has 2"));
  }

  @Test
  void shouldBeSupersededWhenTheWorkloadWasMadeAnew() throws Exception {
    RemediationCommand command =
        Commands.with(
            new QuarantineScene().order(site), c -> Residents.asked(c, 1, "uid-of-before"));

    assertThat(((Plan.Nothing) plan(command)).outcome()).isInstanceOf(Outcome.Superseded.class);
  }

  @Test
  void shouldRefuseAStatefulSetsPodWhoseNameWouldClash() throws Exception {
    RemediationCommand command =
        Commands.with(
            new QuarantineScene().order(site), c -> c.setTarget("local/shop/StatefulSet/web"));

    Assertions.assertThatThrownBy(() -> plan(command))
        .isInstanceOf(InvalidCommandException.class)
        .hasMessageContaining("a pod of a StatefulSet is not quarantined");
  }

  private void inQuarantine(String name, String phase) throws Exception {
    ObjectNode pod = Residents.bare(name);
    pod.withObject("/metadata/labels")
        .put(QuarantinePod.QUARANTINED, site.at(ResourceKind.DEPLOYMENT, "web").uid());
    pod.withObject("/status").put("phase", phase);
    site.put(pod);
  }

  private void assertRefused(RemediationCommand command, String says) throws Exception {
    assertThat(((Plan.Nothing) plan(command)).outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.reason()).contains(says));
  }

  private Plan.Write write(RemediationCommand command) throws Exception {
    return (Plan.Write) plan(command);
  }

  private Plan plan(RemediationCommand command) throws Exception {
    return new QuarantinePod().look(command, site.cluster()).plan(Commands.ISSUED.plusSeconds(1));
  }
}
