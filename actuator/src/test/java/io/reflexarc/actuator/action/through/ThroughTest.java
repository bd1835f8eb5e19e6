package io.reflexarc.actuator.action.through;

import static io.reflexarc.actuator.action.Rehearsal.first;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Rehearsal;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Checkpoint.Step;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.policy.Gate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is done when who delivers cannot, or will not, or others use it, too. */
class ThroughTest {

  private static final ResourceKind APPLICATION = ResourceKind.APPLICATION;
  private final MemorySite site = new MemorySite();

  @Test
  void shouldRollBackItselfWhenTheOperationFails() throws Exception {
    KubeObject web = Delivery.web(site, APPLICATION);
    Delivery.history(site);

    Report report =
        run(
            Delivery.back(web, "argoCD"),
            (step, command) -> {
              if (step == Step.AFTER_WRITE) {
                deploy("Failed");
              }
            });

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(report.change().after())
        .containsEntry("deploys", "aaa")
        .containsEntry("revision", "1");
    assertThat(site.effects()).containsExactly("Application/apps", "Deployment/web");
    assertThat(version()).isEqualTo("v3");
  }

  @Test
  void shouldHandBackWhenAHumanReleasesMeanwhile() throws Exception {
    KubeObject web = Delivery.web(site, ResourceKind.KUSTOMIZATION);

    Report report = run(Delivery.back(web, "flux"), first(Step.AFTER_WRITE, () -> release("v5")));

    assertThat(report.outcome()).isInstanceOf(Outcome.Superseded.class);
    assertThat(version()).isEqualTo("v5");
    KubeObject apps = site.at(ResourceKind.KUSTOMIZATION, "apps");
    assertThat(Automation.KUSTOMIZATION.runs(apps)).isTrue();
    assertThat(Lease.on(apps)).isEmpty();
    assertThat(run(Delivery.back(web, "flux"), Checkpoint.NONE).outcome())
        .isInstanceOf(Outcome.Superseded.class);
    assertThat(site.effects()).containsExactly("Kustomization/apps", "Kustomization/apps");
  }

  @Test
  void shouldLeaveAutomatedSyncThatSomebodySetAgain() throws Exception {
    KubeObject web = Delivery.web(site, APPLICATION);

    Report report =
        run(
            Delivery.back(web, "argoCD"),
            first(
                Step.AFTER_WRITE,
                () ->
                    site.edit(
                        APPLICATION,
                        "apps",
                        json -> json.withObject("/spec/syncPolicy/automated").put("prune", true))));

    assertThat(report.outcome())
        .isEqualTo(
            new Outcome.Overridden(
                "spec.syncPolicy.automated of Application shop/apps was set by hand"));
    assertThat(version()).isEqualTo("v4");
    handBack("c-1");
    assertThat(site.at(APPLICATION, "apps").at("/spec/syncPolicy/automated"))
        .hasToString("{\"prune\":true}");
    assertThat(Lease.on(site.at(APPLICATION, "apps"))).isEmpty();
  }

  @Test
  void shouldStandStillUntilTheLastHolderHandsBack() throws Exception {
    KubeObject web = Delivery.web(site, APPLICATION);
    HandBackScene.suspend(site, APPLICATION, "c-0");

    run(Delivery.back(web, "argoCD"), Checkpoint.NONE);
    handBack("c-0");

    KubeObject left = site.at(APPLICATION, "apps");
    assertThat(Automation.ARGO_CD.runs(left)).isFalse();
    assertThat(Lease.on(left).orElseThrow().holders()).containsOnlyKeys("c-1");
    handBack("c-1");
    assertThat(site.at(APPLICATION, "apps").at("/spec/syncPolicy/automated"))
        .hasToString("{\"selfHeal\":true,\"prune\":false}");
  }

  @Test
  void shouldOnlyRollBackWhenAHumanHasSuspendedIt() throws Exception {
    KubeObject web = Delivery.web(site, ResourceKind.HELM_RELEASE);
    site.edit(
        ResourceKind.HELM_RELEASE, "apps", json -> json.withObject("/spec").put("suspend", true));

    Report report = run(Delivery.back(web, "flux"), Checkpoint.NONE);

    assertThat(report.outcome())
        .isEqualTo(new Outcome.Applied("set web from revision 2 to revision 1"));
    assertThat(site.effects()).containsExactly("Deployment/web");
    handBack("c-1");
    assertThat(site.at(ResourceKind.HELM_RELEASE, "apps").at("/spec/suspend").asBoolean()).isTrue();
  }

  @Test
  void shouldBeHeldWhereSomebodySetsTheApplicationBack() throws Exception {
    KubeObject web = Delivery.web(site, APPLICATION);
    site.edit(
        APPLICATION,
        "apps",
        json ->
            json.withObject("/metadata")
                .withArray("ownerReferences")
                .addObject()
                .put("apiVersion", "argoproj.io/v1alpha1")
                .put("kind", "ApplicationSet")
                .put("name", "all")
                .put("controller", true));

    Report report = run(Delivery.back(web, "argoCD"), Checkpoint.NONE);

    assertThat(report.outcome()).isInstanceOf(Outcome.Held.class);
    assertThat(((Outcome.Held) report.outcome()).gate()).isEqualTo(Gate.OWNED);
    assertThat(report.outcome().reason())
        .contains("spec.syncPolicy.automated", "ApplicationSet all");
    assertThat(site.effects()).isEmpty();
  }

  @Test
  void shouldRefuseWhatThatSystemDoesNotDeliver() throws Exception {
    KubeObject web = Delivery.web(site, APPLICATION);

    assertThat(run(Delivery.back(web, "flux"), Checkpoint.NONE).outcome())
        .isEqualTo(
            new Outcome.Refused(
                Outcome.Refusal.UNFIT,
                "local/shop/Deployment/web is not delivered by anything of Flux that is there"));
  }

  @Test
  void shouldWaitForAnOperationThatIsUnderWay() throws Exception {
    KubeObject web = Delivery.web(site, APPLICATION);
    Delivery.history(site);
    phase("Running");
    Checkpoint ended = first(Step.LOOKED, () -> phase("Succeeded"));
    Checkpoint deployed = first(Step.AFTER_WRITE, () -> deploy("Succeeded"));

    Report report =
        run(
            Delivery.back(web, "argoCD"),
            (step, command) -> {
              ended.reached(step, command);
              deployed.reached(step, command);
            });

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(report.turns()).isEqualTo(3);
    assertThat(site.effects()).containsExactly("Application/apps");
  }

  private void phase(String phase) {
    site.put(
        site.stored(APPLICATION, "shop", "apps")
            .orElseThrow()
            .edited(json -> json.withObject("/status/operationState").put("phase", phase))
            .json());
  }

  private void deploy(String phase) {
    try {
      Delivery.deploy(site, phase);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void release(String version) throws Exception {
    site.edit(
        ResourceKind.DEPLOYMENT,
        "web",
        json -> json.withObject("/spec/template/metadata/labels").put("version", version));
  }

  private void handBack(String undoes) throws Exception {
    KubeObject web = site.at(ResourceKind.DEPLOYMENT, "web");
    String action =
        site.stored(APPLICATION, "shop", "apps").isPresent() ? "resumeArgoCD" : "resumeFlux";
    RemediationCommand command =
        Commands.with(
            Commands.order(action, web, Map.of("object", Commands.key(web), "undoes", undoes)),
            c -> c.setId("undo-" + undoes));
    run(command, Checkpoint.NONE);
  }

  private String version() throws Exception {
    return site.at(ResourceKind.DEPLOYMENT, "web").text("/spec/template/metadata/labels/version");
  }

  private Report run(RemediationCommand command, Checkpoint checkpoint) throws Exception {
    return new Rehearsal(site, new ThroughScene("flux", ResourceKind.KUSTOMIZATION, false))
        .run(command, checkpoint);
  }
}
