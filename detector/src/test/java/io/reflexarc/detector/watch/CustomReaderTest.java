package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.reflexarc.detector.cluster.DeliveryView;
import io.reflexarc.detector.cluster.RolloutView;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects of Argo and Flux, as their controllers write them. */
class CustomReaderTest {

  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata:
        name: web
        namespace: shop
        uid: 7d5c9f0e-1111-2222-3333-444455556666
        generation: 5
        creationTimestamp: "2026-11-23T12:00:00Z"
        annotations: {rollout.argoproj.io/revision: "3"}
      spec:
        replicas: 5
        revisionHistoryLimit: 3
        selector: {matchLabels: {app: web}}
        strategy:
          canary:
            steps: [{setWeight: 20}, {pause: {}}]
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "myorg/web:v3"}]}
      status:
        HPAReplicas: 5
        abort: true
        abortedAt: "2026-11-23T12:10:00Z"
        availableReplicas: 5
        blueGreen: {}
        canary: {}
        conditions:
          - {type: Available, status: "True", reason: AvailableReason, lastUpdateTime: "2026-11-23T12:00:05Z"}
          - type: Progressing
            status: "False"
            reason: ProgressDeadlineExceeded
            message: ReplicaSet "web-6cf78c66c5" has timed out progressing.
            lastTransitionTime: "2026-11-23T12:09:00Z"
            lastUpdateTime: "2026-11-23T12:09:00Z"
        controllerPause: true
        currentPodHash: 6cf78c66c5
        currentStepIndex: 1
        observedGeneration: "5"
        pauseConditions: [{reason: CanaryPauseStep, startTime: "2026-11-23T12:05:00Z"}]
        phase: Degraded
        message: "ProgressDeadlineExceeded"
        readyReplicas: 5
        replicas: 5
        selector: app=web
        stableRS: 54ff8bcb49
        updatedReplicas: 1
      """;

  @Test
  void shouldReadARollout() {
    RolloutView view = CustomReader.rollout(object(ROLLOUT));

    assertThat(view.observed()).isTrue();
    assertThat(view.revision()).isEqualTo("3");
    assertThat(view.roleOf("54ff8bcb49")).isEqualTo("stable");
    assertThat(view.roleOf("6cf78c66c5")).isEqualTo("canary");
    assertThat(view.roleOf("0")).isEmpty();
    assertThat(view.paused()).isTrue();
    assertThat(view.abortedAt()).isEqualTo(Instant.parse("2026-11-23T12:10:00Z"));
    assertThat(view.stuckSince()).isEqualTo(Instant.parse("2026-11-23T12:09:00Z"));
    assertThat(view.rollingOut()).isFalse();
  }

  @Test
  void shouldReadARolloutThatNobodyHasLookedAt() {
    RolloutView view =
        CustomReader.rollout(
            object(
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Rollout
                metadata: {name: web, namespace: shop, generation: 1}
                spec: {strategy: {blueGreen: {activeService: web}}, paused: "yes"}
                """));

    assertThat(view.observed()).isFalse();
    assertThat(view.desired()).isEqualTo(1);
    assertThat(view.strategy()).isEqualTo(RolloutView.BLUE_GREEN);
    assertThat(view.paused()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | false | false",
        "{syncPolicy: {syncOptions: [CreateNamespace=true]}} | false | false",
        "{syncPolicy: {automated: {}}} | true | false",
        "{syncPolicy: {automated: {prune: true, selfHeal: true}}} | true | true",
        "{syncPolicy: {automated: {enabled: false, selfHeal: true}}} | false | false",
        "{syncPolicy: 7} | false | false"
      })
  void shouldReadWhetherAnApplicationSyncsByItself(
      String spec, boolean reconciles, boolean reverts) {
    DeliveryView view =
        CustomReader.application(delivery("argoproj.io/v1alpha1", "Application", spec));

    assertThat(view.reconciles()).isEqualTo(reconciles);
    assertThat(view.reverts()).isEqualTo(reverts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{interval: 10m, path: ./deploy} | true | true | false",
        "{interval: 10m, suspend: true} | false | false | false",
        "{interval: 10m, driftDetection: {mode: warn}} | true | true | false",
        "{interval: 10m, driftDetection: {mode: enabled}} | true | true | true",
        "{suspend: true, driftDetection: {mode: enabled}} | false | false | false"
      })
  void shouldReadWhetherFluxIsSuspended(
      String spec, boolean reconciles, boolean kustomizationReverts, boolean releaseReverts) {
    DeliveryView kustomization =
        CustomReader.kustomization(
            delivery("kustomize.toolkit.fluxcd.io/v1", "Kustomization", spec));
    DeliveryView release =
        CustomReader.helmRelease(delivery("helm.toolkit.fluxcd.io/v2", "HelmRelease", spec));

    assertThat(kustomization.reconciles()).isEqualTo(reconciles);
    assertThat(kustomization.reverts()).isEqualTo(kustomizationReverts);
    assertThat(release.reconciles()).isEqualTo(reconciles);
    assertThat(release.reverts()).isEqualTo(releaseReverts);
  }

  private static GenericKubernetesResource delivery(String api, String kind, String spec) {
    return object(
        "apiVersion: %s\nkind: %s\nmetadata: {name: shop, namespace: flux-system}\nspec: %s\n"
            .formatted(api, kind, spec));
  }

  private static GenericKubernetesResource object(String yaml) {
    return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
  }
}
