package io.reflexarc.detector.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.cluster.JobView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Metadata.ControllerRef;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.OwnerView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From pods to their targets, through controllers of all sorts. */
class AttributionTest {

  private final Picture picture = new Picture();
  private final List<String> asked = new ArrayList<>();
  private final Attribution attribution =
      new Attribution(
          "demo",
          picture,
          VersionSources.DEFAULT,
          (namespace, owner) -> asked.add(owner.kind() + " " + owner.name()));

  @Test
  void shouldEndAtTheStatefulSetWhenAnOperatorMadeIt() {
    assertThat(target(pod("db-0", ref("apps/v1", "StatefulSet", "db"))))
        .contains("demo/shop/StatefulSet/db");
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldEndAtTheRolloutWhenItsReplicaSetIsKnown() {
    PodView pod = pod("web-abc-x", ref("apps/v1", "ReplicaSet", "web-abc"));
    assertThat(target(pod)).isEmpty();

    picture.put(replicaSet("web-abc", ref("argoproj.io/v1alpha1", "Rollout", "web")));

    assertThat(attribution.placeOf(pod).orElseThrow().revision()).isEqualTo("4");
    assertThat(target(pod)).contains("demo/shop/Rollout/web");
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldPassAJobOnToItsMakerWhateverThatIs() {
    picture.put(job("nightly-1", ref("batch/v1", "CronJob", "nightly")));
    picture.put(job("queue-7", ref("keda.sh/v1alpha1", "ScaledJob", "queue")));
    picture.put(job("once", null));

    assertThat(target(pod("a", ref("batch/v1", "Job", "nightly-1"))))
        .contains("demo/shop/CronJob/nightly");
    assertThat(target(pod("b", ref("batch/v1", "Job", "once")))).contains("demo/shop/Job/once");
    PodView scaled = pod("c", ref("batch/v1", "Job", "queue-7"));
    assertThat(target(scaled)).isEmpty();
    assertThat(asked).containsOnly("ScaledJob queue");
    assertThat(attribution.presumedPlaceOf(scaled).target())
        .hasToString("demo/shop/ScaledJob/queue");
  }

  @Test
  void shouldGoToTheTopmostWhenCustomResourcesOwnEachOther() {
    // given Tekton's PipelineRun, its TaskRun, and its pod
    PodView pod = pod("build-pod", ref("tekton.dev/v1", "TaskRun", "build"));
    assertThat(target(pod)).isEmpty();
    assertThat(attribution.presumedPlaceOf(pod).target()).hasToString("demo/shop/TaskRun/build");

    // when one after the other is looked up
    picture.put(
        owner("build", "tekton.dev/v1", "TaskRun", ref("tekton.dev/v1", "PipelineRun", "ci")));
    assertThat(target(pod)).isEmpty();
    picture.put(owner("ci", "tekton.dev/v1", "PipelineRun", null));

    // then
    assertThat(target(pod)).contains("demo/shop/PipelineRun/ci");
    assertThat(asked).contains("TaskRun build", "PipelineRun ci");
    assertThat(picture.below("uid-ci")).contains(pod);
  }

  @Test
  void shouldCountForTheNodeWhenAPodIsStatic() {
    assertThat(target(pod("kube-proxy-node-1", ref("v1", "Node", "node-1"))))
        .contains("demo//Node/node-1");
  }

  @Test
  void shouldEndSomewhereWhenOwnersOwnEachOtherInACircle() {
    picture.put(owner("a", "x.io/v1", "A", ref("x.io/v1", "B", "b")));
    picture.put(owner("b", "x.io/v1", "B", ref("x.io/v1", "A", "a")));

    assertThat(target(pod("p", ref("x.io/v1", "A", "a")))).isPresent();
    assertThat(picture.below("uid-a")).isNotEmpty();
  }

  @Test
  void shouldPresumeTheRolloutWhenOnlyThePodIsKnown() {
    PodView pod =
        new PodView(
            meta(
                "web-abc-x",
                Map.of("rollouts-pod-template-hash", "abc"),
                ref("apps/v1", "ReplicaSet", "web-abc")),
            null,
            null,
            "Pending",
            null,
            null,
            List.of());

    assertThat(attribution.presumedPlaceOf(pod).target()).hasToString("demo/shop/Rollout/web");
  }

  private Optional<String> target(PodView pod) {
    picture.put(pod);
    return attribution.placeOf(pod).map(place -> place.target().toString());
  }

  private static ControllerRef ref(String apiVersion, String kind, String name) {
    return new ControllerRef(apiVersion, kind, name, "uid-" + name);
  }

  private static Metadata meta(
      String name, Map<String, String> labels, @Nullable ControllerRef controller) {
    return new Metadata(
        "shop", name, "uid-" + name, "1", 1, Instant.EPOCH, false, labels, Map.of(), controller);
  }

  private static PodView pod(String name, ControllerRef controller) {
    return new PodView(
        meta(name, Map.of(), controller),
        "node-1",
        null,
        "Running",
        null,
        null,
        List.of(Objects.container(null)));
  }

  private static ReplicaSetView replicaSet(String name, ControllerRef controller) {
    return new ReplicaSetView(
        meta(name, Map.of(), controller), 1, "4", false, "abc", Map.of(), List.of(), null);
  }

  private static JobView job(String name, @Nullable ControllerRef controller) {
    return new JobView(meta(name, Map.of(), controller));
  }

  private static OwnerView owner(
      String name, String apiVersion, String kind, @Nullable ControllerRef controller) {
    return new OwnerView(meta(name, Map.of(), controller), apiVersion, kind);
  }
}
