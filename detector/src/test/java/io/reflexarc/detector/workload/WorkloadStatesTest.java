package io.reflexarc.detector.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.DeliveryView;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.NamespaceView;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.OwnerView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.RolloutView;
import io.reflexarc.schemas.avro.KnownGood;
import io.reflexarc.schemas.avro.Owner;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadStatesTest {

  private static final TargetKey CHECKOUT = TargetKey.parse("demo/shop/Deployment/checkout");

  private final Picture picture = new Picture();
  private final WorkloadStates states =
      new WorkloadStates(
          picture, new Attribution("demo", picture, VersionSources.DEFAULT, OwnerInquiry.NONE));

  @Test
  void shouldSayHowANodeStandsWhenThereIsOne() {
    // given
    picture.put(Objects.node("7", true, true));
    TargetKey node = TargetKey.parse("demo//Node/node-1");

    // when
    WorkloadState state = states.of(node, null, Objects.START).orElseThrow();

    // then
    assertThat(states.targets()).containsExactly(node);
    assertThat(state.getUid()).isEqualTo("uid-node-1");
    assertThat(state.getDesiredReplicas()).isEqualTo(1);
    assertThat(state.getReadyReplicas()).isEqualTo(1);
    assertThat(state.getPaused()).isTrue();
    assertThat(state.getRollingOut()).isFalse();
    assertThat(state.getVersions()).isEmpty();
    assertThat(state.getNodes()).containsExactly("node-1");
    assertThat(state.getLabels()).containsEntry("topology.kubernetes.io/zone", "zone-a");
    assertThat(state.getAnnotations()).containsEntry("reflexarc.io/note", "spare");
  }

  @Test
  void shouldListVersionsSideBySideWhenThereIsACanary() {
    // given
    picture.put(
        Objects.deployment(
            "checkout",
            2,
            "2",
            Map.of(
                "reflexarc.io/depends-on", "db, other/cache",
                "reflexarc.io/last-known-good", "1",
                "meta.helm.sh/release-name", "shop")));
    picture.put(Objects.replicaSet("checkout", "old", "1", "v2", 0));
    picture.put(Objects.replicaSet("checkout", "new", "2", "v3", 2));
    picture.put(Objects.pod("a", "checkout-new", "v3", true));
    picture.put(Objects.pod("b", "checkout-new", "v3", false));
    picture.put(
        Objects.deployment("checkout-canary", 1, "1", Map.of(Picture.CANARY_OF, "checkout")));
    picture.put(Objects.replicaSet("checkout-canary", "can", "1", "v4", 1));
    picture.put(Objects.pod("c", "checkout-canary-can", "v4", true));
    picture.put(
        new NamespaceView(
            Objects.meta("shop", Map.of(), Map.of("reflexarc.io/paused-until", "never"))));

    // when
    WorkloadState state = states.of(CHECKOUT, null, Objects.START).orElseThrow();

    // then
    assertThat(state.getVersions())
        .extracting(
            VersionState::getVersion,
            VersionState::getObject,
            VersionState::getReplicas,
            VersionState::getReady,
            VersionState::getCurrent)
        .containsExactly(
            tuple("v3", CHECKOUT.toString(), 2, 1, true),
            tuple("v2", CHECKOUT.toString(), 0, 0, false),
            tuple("v4", CHECKOUT + "-canary", 1, 1, true));
    assertThat(state.getDependsOn())
        .containsExactly("demo/other/Deployment/cache", "demo/shop/Deployment/db");
    assertThat(state.getLastKnownGood()).extracting(KnownGood::getVersion).containsExactly("v2");
    assertThat(state.getOwner().getKind()).isEqualTo("Helm");
    assertThat(state.getOwner().getReference()).isEqualTo("shop/shop");
    assertThat(state.getAnnotations())
        .containsEntry("namespace:reflexarc.io/paused-until", "never")
        .doesNotContainKey("meta.helm.sh/release-name");
    assertThat(state.getRollingOut()).isFalse();
    assertThat(states.of(CHECKOUT.sibling("Deployment", "checkout-canary"), null, Objects.START))
        .isEmpty();
  }

  @Test
  void shouldSayTheSameWhenOnlyTheTimeOfObservationDiffers() {
    picture.put(Objects.deployment("checkout", 2, "2", Map.of()));

    WorkloadState one = states.of(CHECKOUT, null, Objects.START).orElseThrow();
    WorkloadState later = states.of(CHECKOUT, one, Objects.START.plusSeconds(9)).orElseThrow();

    assertThat(WorkloadStates.same(one, later)).isTrue();
  }

  @Test
  void shouldSayWhichReleaseIsStableAndWhichIsTheCanaryOfARollout() {
    // given
    picture.put(
        new RolloutView(
            Objects.meta("web", Map.of("app", "web"), Map.of()),
            4,
            1,
            5,
            1,
            "2",
            "Canary",
            "new",
            "old",
            false,
            true,
            null,
            null));
    picture.put(ofRollout("old", "1", "v1", 4));
    picture.put(ofRollout("new", "2", "v2", 1));
    picture.put(Objects.pod("a", "web-old", "v1", true));

    // when
    WorkloadState state =
        states.of(TargetKey.parse("demo/shop/Rollout/web"), null, Objects.START).orElseThrow();

    // then
    assertThat(state.getVersions())
        .extracting(
            VersionState::getVersion,
            VersionState::getRole,
            VersionState::getCurrent,
            VersionState::getReplicas)
        .containsExactly(tuple("v2", "canary", true, 0), tuple("v1", "stable", false, 1));
    assertThat(state.getRollingOut()).isTrue();
    assertThat(state.getPaused()).isTrue();
  }

  @Test
  void shouldSayWhereARolloutCanGoBackTo() {
    // given
    picture.put(
        new RolloutView(
            Objects.meta("web", Map.of("app", "web"), Map.of("reflexarc.io/last-known-good", "1")),
            4,
            4,
            4,
            1,
            "3",
            "Canary",
            "third",
            "third",
            true,
            false,
            null,
            null));
    picture.put(ofRollout("first", "1", "v1", 0));
    picture.put(ofRollout("second", "2", "v2", 0));
    picture.put(ofRollout("third", "3", "v3", 4));

    // when
    WorkloadState state =
        states.of(TargetKey.parse("demo/shop/Rollout/web"), null, Objects.START).orElseThrow();

    // then
    assertThat(state.getVersions())
        .extracting(
            VersionState::getRevision,
            VersionState::getVersion,
            VersionState::getObject,
            VersionState::getUid,
            VersionState::getCurrent)
        .containsExactly(
            tuple("3", "v3", "demo/shop/Rollout/web", "uid-web", true),
            tuple("2", "v2", "demo/shop/Rollout/web", "uid-web", false),
            tuple("1", "v1", "demo/shop/Rollout/web", "uid-web", false));
    assertThat(state.getLastKnownGood())
        .extracting(KnownGood::getObject, KnownGood::getRevision, KnownGood::getVersion)
        .containsExactly(tuple("demo/shop/Rollout/web", "1", "v1"));
    assertThat(state.getRollingOut()).isFalse();
  }

  @Test
  void shouldNameTheTopmostOwnerWhenAnOperatorMadeIt() {
    Metadata meta = Objects.owned("checkout", "StatefulSet", "ignored", Map.of());
    Metadata byOperator =
        new Metadata(
            meta.namespace(),
            meta.name(),
            meta.uid(),
            "1",
            1,
            Objects.START,
            false,
            Map.of(),
            Map.of(),
            new Metadata.ControllerRef("serving.knative.dev/v1", "Revision", "r", "u-r"));
    DeploymentView plain = Objects.deployment("checkout", 1, "1", Map.of());
    picture.put(
        new DeploymentView(
            byOperator,
            1,
            1,
            1,
            1,
            1,
            1,
            "1",
            false,
            "RollingUpdate",
            plain.progress(),
            List.of()));
    assertThat(owner().getReference()).isEqualTo("serving.knative.dev/Revision/shop/r");

    picture.put(
        new OwnerView(
            new Metadata(
                "shop",
                "r",
                "u-r",
                "1",
                1,
                Objects.START,
                false,
                Map.of(),
                Map.of(),
                new Metadata.ControllerRef("serving.knative.dev/v1", "Service", "s", "u-s")),
            "serving.knative.dev/v1",
            "Revision"));

    assertThat(owner().getKind()).isEqualTo("Operator");
    assertThat(owner().getReference()).isEqualTo("serving.knative.dev/Service/shop/s");
  }

  @ParameterizedTest
  @CsvSource({
    "argocd.argoproj.io/tracking-id,shop:apps/Deployment:shop/checkout,ArgoCD,argocd/shop",
    "argocd.argoproj.io/tracking-id,team_shop:apps/Deployment:shop/checkout,ArgoCD,team/shop"
  })
  void shouldSayWhetherArgoCdUndoesWhatOthersChange(
      String key, String mark, String kind, String reference) {
    picture.put(Objects.deployment("checkout", 1, "1", Map.of(key, mark)));
    assertThat(owner().getReconciles()).isNull();

    String[] path = reference.split("/");
    picture.put(
        new DeliveryView(
            new Metadata(
                path[0], path[1], "u", "1", 1, Objects.START, false, Map.of(), Map.of(), null),
            DeliveryView.APPLICATION,
            true,
            false));

    assertThat(owner().getKind()).isEqualTo(kind);
    assertThat(owner().getReference()).isEqualTo(reference);
    assertThat(owner().getReconciles()).isTrue();
    assertThat(owner().getReverts()).isFalse();
  }

  private Owner owner() {
    return states.of(CHECKOUT, null, Objects.START).orElseThrow().getOwner();
  }

  private static ReplicaSetView ofRollout(
      String hash, String revision, String version, int desired) {
    return new ReplicaSetView(
        new Metadata(
            "shop",
            "web-" + hash,
            "uid-web-" + hash,
            "1",
            1,
            Objects.START,
            false,
            Map.of(),
            Map.of(),
            new Metadata.ControllerRef("argoproj.io/v1alpha1", "Rollout", "web", "uid-web")),
        desired,
        revision,
        false,
        hash,
        Map.of("version", version),
        List.of(),
        null);
  }
}
