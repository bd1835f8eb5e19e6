package io.reflexarc.detector.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionSourcesTest {

  @ParameterizedTest
  @CsvSource({
    "registry:5000/shop/checkout:v4,v4",
    "registry:5000/shop/checkout,''",
    "checkout@sha256:abc,''",
    "checkout:v4@sha256:abc,v4"
  })
  void shouldTakeTheTagWhenAnImageHasOne(String image, String tag) {
    assertThat(VersionSources.tagOf(image)).isEqualTo(tag);
  }

  @Test
  void shouldAskTheSourcesInTheOrderTheyAreWritten() {
    PodView pod = Objects.pod("p", "checkout-abc", "v4", true);

    assertThat(VersionSources.DEFAULT.of(pod)).isEqualTo("v4");
    assertThat(VersionSources.parse(List.of("image-tag", "label:version")).of(pod)).isEqualTo("v1");
    assertThat(VersionSources.parse(List.of("label:release")).of(pod)).isEqualTo("unknown");
  }

  @Test
  void shouldFallThroughToTheHashWhenAnImageIsPinnedByItsDigestAlone() {
    ReplicaSetView set =
        new ReplicaSetView(
            Objects.owned("checkout-abc", "Deployment", "checkout", Map.of()),
            1,
            "1",
            false,
            "abc",
            Map.of("version", ""),
            List.of("registry/checkout@sha256:0a1b"),
            null);

    assertThat(VersionSources.DEFAULT.of(set)).isEqualTo("abc");
  }

  @Test
  void shouldCountForTheStableWhenADeploymentIsItsCanary() {
    Picture picture = new Picture();
    picture.put(Objects.deployment("checkout", 9, "3", Map.of()));
    picture.put(
        Objects.deployment("checkout-canary", 1, "1", Map.of(Picture.CANARY_OF, "checkout")));
    picture.put(Objects.replicaSet("checkout-canary", "abc", "1", "v4", 1));
    Attribution attribution =
        new Attribution("demo", picture, VersionSources.DEFAULT, OwnerInquiry.NONE);

    Place place =
        attribution.placeOf(Objects.pod("p", "checkout-canary-abc", "v4", true)).orElseThrow();

    assertThat(place)
        .isEqualTo(
            new Place(
                TargetKey.parse("demo/shop/Deployment/checkout"),
                TargetKey.parse("demo/shop/Deployment/checkout-canary"),
                "v4",
                "1"));
  }

  @Test
  void shouldWaitWhenTheOwnersOfAPodAreUntold() {
    Attribution attribution =
        new Attribution("demo", new Picture(), VersionSources.DEFAULT, OwnerInquiry.NONE);

    assertThat(attribution.placeOf(Objects.pod("p", "checkout-abc", "v4", true))).isEmpty();
  }
}
