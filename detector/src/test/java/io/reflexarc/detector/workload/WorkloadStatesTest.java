package io.reflexarc.detector.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.cluster.NamespaceView;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.schemas.avro.KnownGood;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadStatesTest {

  private static final TargetKey CHECKOUT = TargetKey.parse("demo/shop/Deployment/checkout");

  private final Picture picture = new Picture();
  private final WorkloadStates states =
      new WorkloadStates(picture, new Attribution("demo", picture, VersionSources.DEFAULT));

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
}
