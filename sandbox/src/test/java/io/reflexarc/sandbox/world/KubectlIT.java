package io.reflexarc.sandbox.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reflexarc.sandbox.api.ApiServer;
import io.reflexarc.sandbox.api.ApiServerConfig;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.sandbox.world.clock.WorldClock;
import io.reflexarc.sandbox.world.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A person with kubectl against a world that lives at twenty times the speed of ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubectlIT {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final WorldClock clock = WorldClock.startingAt(START, Speed.of(20));
  private final ObjectStore store =
      new ObjectStore(ResourceTypes.builtIn(), clock, new SplittableRandom(3));
  private final World world = World.of(store, clock, WorldConfig.ofNodes(4, 3));
  private final ApiServer api = ApiServer.start(ApiServerConfig.onPort(0), store);
  private @Nullable Path folder;
  private int releases;

  @BeforeAll
  void start(@TempDir Path home) throws IOException, InterruptedException {
    folder = home;
    assumeTrue(kubectlIsThere(), "kubectl is not on the path");
    world.connect(api);
    api.writeKubeconfig(file("config"));
    clock.start();
    world.send(Traffic.steady("shop", "checkout", 50));
    Files.writeString(
        file("shop.yaml"),
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: checkout, namespace: shop}
        spec: {selector: {app: checkout}, ports: [{port: 80, targetPort: 8080}]}
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: checkout, namespace: shop}
        spec: {maxUnavailable: 1, selector: {matchLabels: {app: checkout}}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        """
            + WorldFixture.CHECKOUT);
    assertThat(kubectl("apply", "-f", file("shop.yaml").toString()).code()).isZero();
  }

  @BeforeEach
  void settle() throws IOException, InterruptedException {
    assertThat(rollout("status", "--timeout=60s")).contains("successfully rolled out");
  }

  @AfterAll
  void stop() {
    clock.close();
    api.close();
    world.close();
  }

  private Path file(String name) {
    return Objects.requireNonNull(folder).resolve(name);
  }

  private static boolean kubectlIsThere() throws InterruptedException {
    try {
      return new ProcessBuilder("kubectl", "version", "--client")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private record Result(int code, String output) {}

  private Result kubectl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig"));
    command.add(file("config").toString());
    command.addAll(List.of("-n", "shop"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", file("").toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output);
  }

  private String rollout(String verb, String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("rollout", verb, "deployment/checkout"));
    arguments.addAll(List.of(more));
    Result result = kubectl(arguments.toArray(String[]::new));
    assertThat(result.code()).as(result.output()).isZero();
    return result.output();
  }

  private String image() throws IOException, InterruptedException {
    return kubectl(
            "get",
            "deployment",
            "checkout",
            "-o",
            "jsonpath={.spec.template.spec.containers[0].image}")
        .output();
  }

  private void release() throws IOException, InterruptedException {
    releases++;
    String image = "checkout=myorg/checkout:r" + releases;
    assertThat(kubectl("set", "image", "deployment/checkout", image).code()).isZero();
  }

  @Test
  void shouldRollOutAndUndo() throws Exception {
    // given
    String before = image();
    // when
    release();
    String status = rollout("status", "--timeout=60s");
    // then
    assertThat(status).contains("successfully rolled out");
    assertThat(image()).isNotEqualTo(before);
    long revisions = rollout("history").lines().filter(l -> l.matches("\\d+ .*")).count();
    assertThat(revisions).isGreaterThanOrEqualTo(2);
    // when
    assertThat(rollout("undo")).contains("rolled back");
    rollout("status", "--timeout=60s");
    // then
    assertThat(image()).isEqualTo(before);
    assertThat(rollout("history").lines().filter(l -> l.matches("\\d+ .*")).count())
        .isEqualTo(revisions);
  }

  @Test
  void shouldRestartPods() throws Exception {
    // given
    String before = kubectl("get", "pods", "-o", "name").output();
    // when
    rollout("restart");
    rollout("status", "--timeout=60s");
    // then
    String after = kubectl("get", "pods", "-o", "name").output();
    assertThat(after.lines()).doesNotContainAnyElementsOf(before.lines().toList());
  }

  @Test
  void shouldHoldWhilePaused() throws Exception {
    // given
    rollout("pause");
    String before = kubectl("get", "pods", "-o", "name").output();
    // when
    release();
    clock.awaitUntil(clock.instant().plusSeconds(20), PATIENCE);
    // then
    assertThat(kubectl("get", "pods", "-o", "name").output()).isEqualTo(before);
    // when
    rollout("resume");
    // then
    assertThat(rollout("status", "--timeout=60s")).contains("successfully rolled out");
    assertThat(kubectl("get", "pods", "-o", "name").output()).isNotEqualTo(before);
  }

  @Test
  void shouldDrainNodeWithinBudget() throws Exception {
    // given
    String node =
        kubectl("get", "pods", "-o", "jsonpath={.items[0].spec.nodeName}").output().trim();
    // when
    Result drained = kubectl("drain", node, "--ignore-daemonsets", "--timeout=90s");
    // then
    assertThat(drained.code()).as(drained.output()).isZero();
    assertThat(drained.output()).contains("evicted", "drained");
    assertThat(kubectl("get", "pods", "-o", "wide").output()).doesNotContain(node + " ");
    assertThat(kubectl("uncordon", node).code()).isZero();
  }

  @Test
  void shouldScaleAndWait() throws Exception {
    // when
    assertThat(kubectl("scale", "deployment/checkout", "--replicas=7").code()).isZero();
    Result waited =
        kubectl(
            "wait",
            "--for=jsonpath={.status.readyReplicas}=7",
            "deployment/checkout",
            "--timeout=60s");
    Result available =
        kubectl("wait", "--for=condition=Available", "deployment/checkout", "--timeout=60s");
    // then
    assertThat(waited.output()).contains("condition met");
    assertThat(available.output()).contains("condition met");
    kubectl("scale", "deployment/checkout", "--replicas=5");
  }

  @Test
  void shouldShowUsageAndMetrics() throws Exception {
    // when
    Result pods = kubectl("top", "pods");
    Result nodes = kubectl("top", "nodes");
    String pod = kubectl("get", "pods", "-o", "jsonpath={.items[0].metadata.name}").output();
    Result metrics =
        kubectl("get", "--raw", "/api/v1/namespaces/shop/pods/" + pod + ":8080/proxy/metrics");
    // then
    assertThat(pods.output()).contains("checkout-", "Mi");
    assertThat(nodes.output()).contains("node-1", "%");
    assertThat(metrics.output()).contains("http_requests_total{status=\"200\"");
  }

  @Test
  void shouldDescribeWhatHappened() throws Exception {
    // when
    Result described = kubectl("describe", "deployment", "checkout");
    Result pods = kubectl("get", "pods");
    // then
    assertThat(described.output()).contains("MinimumReplicasAvailable", "ScalingReplicaSet");
    assertThat(pods.output()).contains("1/1", "Running");
  }
}
