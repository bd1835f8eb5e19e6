package io.reflexarc.actuator.action.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.action.Rehearsal;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.policy.Gate;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an Argo Rollout is undone from, and what keeps it. */
class ArgoRolloutsTest {

  private final MemorySite site = new MemorySite();
  private RemediationCommand command;

  @BeforeEach
  void setUp() throws Exception {
    command = RolloutScene.undo(Manifests.rollout(site, "web"));
  }

  @Test
  void shouldUndoWhatWaitsInAStepOrWasAborted() throws Exception {
    edit(json -> json.withObject("/status").put("abort", true).withArray("pauseConditions").add(1));

    assertThat(run()).isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void shouldFindARevisionThatItWentBackToBefore() throws Exception {
    edit(
        ResourceKind.REPLICA_SET,
        "web-hash1",
        json ->
            json.withObject("/metadata")
                .withObjectProperty("annotations")
                .put("rollout.argoproj.io/revision", "3")
                .put("rollout.argoproj.io/revision-history", "1"));

    assertThat(run()).isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void shouldLeaveOutWhatIsAddedOnlyWhileItIsStable() throws Exception {
    edit(
        ResourceKind.REPLICA_SET,
        "web-hash1",
        json -> {
          json.withObject("/metadata")
              .withObjectProperty("annotations")
              .put(
                  "rollout.argoproj.io/ephemeral-metadata",
                  "{\"labels\":{\"role\":\"stable\"},\"annotations\":{\"seen\":\"yes\"}}");
          json.withObject("/spec/template/metadata/labels").put("role", "stable");
          json.withObject("/spec/template/metadata/annotations").put("seen", "yes").put("a", "b");
        });

    assertThat(run()).isInstanceOf(Outcome.Applied.class);
    JsonNode metadata = site.at(ResourceKind.ROLLOUT, "web").at("/spec/template/metadata");
    assertThat(metadata.path("labels").has("role")).isFalse();
    assertThat(metadata.path("annotations").toString()).isEqualTo("{\"a\":\"b\"}");
  }

  @Test
  void shouldRefuseWhoseTemplateIsInADeployment() throws Exception {
    edit(
        json -> json.withObject("/spec/workloadRef").put("kind", "Deployment").put("name", "shop"));
    Manifests.observed(site, "web", "hash2");

    assertThat(run())
        .isEqualTo(
            new Outcome.Refused(
                Refusal.UNFIT,
                "web has no template of its own (spec.workloadRef), go back in Deployment shop"));
    assertThat(site.effects()).isEmpty();
  }

  @Test
  void shouldLeaveWhatAHumanPaused() throws Exception {
    edit(json -> json.withObject("/spec").put("paused", true));
    Manifests.observed(site, "web", "hash2");

    assertThat(run())
        .isEqualTo(new Outcome.Overridden("rollouts of web are paused by hand (spec.paused)"));
  }

  @Test
  void shouldHoldWhatArgoCdWouldSetBack() throws Exception {
    edit(
        json ->
            json.withObject("/metadata")
                .withObjectProperty("annotations")
                .put("argocd.argoproj.io/tracking-id", "shop:argoproj.io/Rollout:shop/web"));
    Manifests.observed(site, "web", "hash2");

    assertThat(run())
        .isInstanceOfSatisfying(
            Outcome.Held.class,
            held -> {
              assertThat(held.gate()).isEqualTo(Gate.OWNED);
              assertThat(held.reason()).contains("of Rollout web is managed by Argo CD (shop)");
            });
    assertThat(site.effects()).isEmpty();
  }

  @Test
  void shouldNotUndoWhatMovedOn() throws Exception {
    Manifests.observed(site, "web", "hash1");

    assertThat(run()).isEqualTo(new Outcome.Superseded("web moved on from revision 2 to 1"));
  }

  @Test
  void shouldNotUndoWhatItsControllerHasNotSeen() throws Exception {
    edit(json -> json.withObject("/spec").put("replicas", 5));

    assertThat(run())
        .isEqualTo(new Outcome.Superseded("web has a new template that is not rolled out yet"));
  }

  @Test
  void shouldNotGoToWhatIsNoLongerKept() throws Exception {
    site.delete(ResourceKind.REPLICA_SET, "shop", "web-hash1");

    assertThat(run())
        .isEqualTo(new Outcome.Superseded("revision 1 is no longer in the history of web"));
  }

  @Test
  void shouldNotTakeAnothersReplicaSet() throws Exception {
    edit(
        ResourceKind.REPLICA_SET,
        "web-hash1",
        json -> ((ObjectNode) json.at("/metadata/ownerReferences/0")).put("uid", "another"));

    assertThat(run()).isInstanceOf(Outcome.Superseded.class);
    assertThat(site.effects()).isEmpty();
  }

  private Outcome run() throws Exception {
    return new Rehearsal(site, new RolloutScene()).run(command).outcome();
  }

  private void edit(Consumer<ObjectNode> how) throws Exception {
    edit(ResourceKind.ROLLOUT, "web", how);
  }

  private void edit(ResourceKind kind, String name, Consumer<ObjectNode> how) throws Exception {
    site.edit(kind, name, how);
  }
}
