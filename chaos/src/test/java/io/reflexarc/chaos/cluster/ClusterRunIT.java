package io.reflexarc.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.reflexarc.chaos.play.Experiment;
import io.reflexarc.chaos.play.Part;
import io.reflexarc.chaos.play.Trial;
import io.reflexarc.chaos.play.Watcher;
import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.StartSteps;
import io.reflexarc.sandbox.scenario.ClusterApi;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.clock.Speed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClusterRunIT {

  private static final String CHAOS_MESH =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: podchaos.chaos-mesh.org}
      spec:
        group: chaos-mesh.org
        scope: Namespaced
        names: {kind: PodChaos, plural: podchaos, singular: podchaos}
        versions:
          - name: v1alpha1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  @TempDir private Path folder;

  private Sandbox sandbox;
  private KubernetesClient client;

  @BeforeEach
  void start() {
    Instant at = Instant.parse("2026-11-23T10:00:00Z");
    sandbox = Sandbox.withoutKafka(SandboxOptions.in(folder, Speed.of(60), at), new Checkout());
    client =
        new ClusterSettings(
                Optional.of(sandbox.addresses().kubeconfig()),
                Optional.empty(),
                Set.of("shop"),
                true,
                "sandbox",
                "",
                "")
            .connect();
    client
        .apps()
        .deployments()
        .inNamespace("shop")
        .withName("checkout")
        .waitUntilCondition(
            found -> Integer.valueOf(10).equals(found.getStatus().getReadyReplicas()),
            30,
            java.util.concurrent.TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  @Test
  void shouldSayEverythingAndDoNothingWhenRehearsed() throws Exception {
    // given
    Experiment experiment = Folders.allThree(folder);
    List<String> before = pods();

    // when
    List<String> plan = run(new Recorder()).rehearse(experiment);

    // then
    assertThat(plan)
        .contains(
            "    would delete one pod of app=checkout in shop: " + before.get(0),
            "    would apply shop/PodChaos/checkout-failure, the cluster would take it",
            "    would apply Node/node-2, the cluster would take it",
            "    then delete shop/PodChaos/checkout-failure");
    assertThat(pods()).isEqualTo(before);
    assertThat(podChaos()).isEmpty();
    assertThat(isCordoned()).isFalse();
    assertThat(intents()).isEmpty();
  }

  @Test
  void shouldWriteTheIntentFirstAndTakeAllBackWhenMade() throws Exception {
    // given
    Experiment experiment = Folders.allThree(folder);
    String victim = pods().get(0);
    Recorder recorder = new Recorder();

    // when
    Playback playback = run(recorder).make(experiment, this::nothing);

    // then
    assertThat(recorder.seen)
        .containsExactly(
            "checkout serves: intended, 0 faults",
            "one pod is killed: intended, 0 faults",
            "a pod fails and a node is cordoned: intended, 0 faults");
    assertThat(recorder.atEnd).isEqualTo("1 faults, cordoned true");
    assertThat(playback.verdict().failures()).isEmpty();
    assertThat(playback.verdict().passed()).isTrue();
    assertThat(pods()).doesNotContain(victim).hasSize(10);
    assertThat(podChaos()).isEmpty();
    assertThat(isCordoned()).isFalse();
    assertThat(intents()).isEmpty();
  }

  @Test
  void shouldTakeAllBackWhenAHumanAborts() throws Exception {
    // given
    Experiment experiment = Folders.allThree(folder);
    Recorder aborts =
        new Recorder() {
          @Override
          public void says(Experiment which, Part part, Duration at, String what) {
            if (what.contains("cordoned")) {
              annotate(intents().get(0));
            }
          }
        };

    // when
    // then
    assertThatThrownBy(() -> run(aborts).make(experiment, this::nothing))
        .isInstanceOf(InterruptedException.class)
        .hasMessageContaining(Intent.ABORT);
    assertThat(podChaos()).isEmpty();
    assertThat(isCordoned()).isFalse();
    assertThat(intents()).isEmpty();
  }

  @Test
  void shouldCleanUpAfterARunnerThatIsGone() throws Exception {
    // given a runner that wrote its intent, struck, and died
    Experiment experiment = Folders.allThree(folder);
    Plan plan = Plan.of(experiment.folder(), Set.of("shop"), true);
    Hand hand = new Hand(client);
    Intent.of(plan).write(hand, sandbox.clock().instant(), "about to die");
    plan.applied().forEach(object -> hand.apply(object, false));
    assertThat(isCordoned()).isTrue();

    // when
    assertThatThrownBy(() -> run(new Recorder()).make(experiment, this::nothing))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("say --clean");
    List<String> cleaned = run(new Recorder()).clean();

    // then
    assertThat(cleaned).containsExactly("shop/reflexarc-gameday-pods-and-nodes");
    assertThat(podChaos()).isEmpty();
    assertThat(isCordoned()).isFalse();
    assertThat(intents()).isEmpty();
  }

  private ClusterRun run(Watcher watcher) {
    return new ClusterRun(client, Set.of("shop"), true, sandbox.clock(), watcher);
  }

  /** Nobody says anything for a few seconds of the world's time. */
  private List<io.reflexarc.sandbox.scenario.Heard> nothing(Duration atMost)
      throws InterruptedException {
    sandbox.clock().awaitUntil(sandbox.clock().instant().plusSeconds(5), atMost);
    return List.of();
  }

  private List<String> pods() {
    return client.pods().inNamespace("shop").withLabel("app", "checkout").list().getItems().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .map(pod -> pod.getMetadata().getName())
        .sorted()
        .toList();
  }

  private List<GenericKubernetesResource> podChaos() {
    return client
        .genericKubernetesResources("chaos-mesh.org/v1alpha1", "PodChaos")
        .inNamespace("shop")
        .list()
        .getItems();
  }

  private boolean isCordoned() {
    return Boolean.TRUE.equals(
        client.nodes().withName("node-2").get().getSpec().getUnschedulable());
  }

  private List<ConfigMap> intents() {
    return client.configMaps().inNamespace("shop").withLabel(Intent.LABEL).list().getItems();
  }

  private void annotate(ConfigMap intent) {
    client
        .configMaps()
        .resource(intent)
        .edit(
            map -> {
              map.getMetadata().setAnnotations(java.util.Map.of(Intent.ABORT, "true"));
              return map;
            });
  }

  /** What was there each time something was about to be done. */
  private class Recorder implements Watcher {

    final List<String> seen = new ArrayList<>();
    String atEnd = "";

    @Override
    public void begins(Experiment experiment, Part part, Scenario scenario) {
      assertThat(intents()).hasSize(1);
    }

    @Override
    public void says(Experiment experiment, Part part, Duration at, String what) {
      seen.add(
          "%s: %s, %d faults"
              .formatted(
                  what, intents().isEmpty() ? "not intended" : "intended", podChaos().size()));
    }

    @Override
    public void clock(Experiment experiment, Part part, Duration at, Duration until) {
      atEnd = "%d faults, cordoned %s".formatted(podChaos().size(), isCordoned());
    }

    @Override
    public void done(Trial trial) {
      throw new AssertionError("the day tells of trials");
    }
  }

  /** Ten pods of checkout, and Chaos Mesh's kinds. */
  private static final class Checkout implements StartSteps {

    @Override
    public void done(String name) {
      // nobody waits for it
    }

    @Override
    public void clusterIsUp(World world, URI api) {
      ScenarioFolder checkout = ScenarioFolder.shipped("bad-deploy").orElseThrow();
      world.behave(checkout.behaviour());
      try {
        ClusterApi cluster = new ClusterApi(api);
        cluster.apply(CHAOS_MESH);
        cluster.apply(checkout.text("workloads.yaml"));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
