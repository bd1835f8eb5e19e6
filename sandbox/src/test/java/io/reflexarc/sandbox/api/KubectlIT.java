package io.reflexarc.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.port.UsageSource;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.WorldConfig;
import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with kubectl, done with the real one against a living simulated cluster. */
class KubectlIT {

  private static final String SHOP = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n";
  private static final String CHECKOUT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: checkout, namespace: shop, labels: {app: checkout}}
      spec:
        replicas: 3
        selector: {matchLabels: {app: checkout}}
        template:
          metadata: {labels: {app: checkout}}
          spec:
            containers:
            - name: checkout
              image: "myorg/checkout:v3"
              ports: [{containerPort: 8080}]
              resources: {limits: {memory: 512Mi}}
      """;

  @TempDir Path home;

  private final WorldClock clock =
      WorldClock.startingAt(Instant.parse("2026-11-23T12:00:00Z"), Speed.of(20));
  private final ObjectStore store =
      new ObjectStore(ResourceTypes.builtIn(), clock, new SplittableRandom(7));
  private final World world = World.of(store, clock, WorldConfig.ofNodes(3, 42).withoutLoopback());
  private final ApiServer server = ApiServer.start(ApiServerConfig.onPort(0), store);
  private Kubectl kubectl;

  @BeforeEach
  void roll() {
    assumeTrue(Kubectl.isInstalled(), "there is no kubectl on the path");
    kubectl = new Kubectl(home, server);
    clock.start();
    kubectl.run("apply", "-f", kubectl.file("shop.yaml", SHOP));
    kubectl.run("apply", "-f", kubectl.file("checkout.yaml", CHECKOUT));
    kubectl.run("rollout", "status", "deploy/checkout", "-n", "shop", "--timeout=60s");
  }

  @AfterEach
  void stop() {
    server.close();
    world.close();
    clock.close();
  }

  @Test
  void shouldPrintTheUsualColumns() {
    assertThat(kubectl.run("get", "deploy", "-n", "shop"))
        .containsPattern("NAME +READY +UP-TO-DATE +AVAILABLE +AGE")
        .containsPattern("checkout +3/3 +3 +3 ");
    assertThat(kubectl.run("get", "pods", "-n", "shop"))
        .containsPattern("NAME +READY +STATUS +RESTARTS +AGE")
        .containsPattern("checkout-\\w+-\\w+ +1/1 +Running +0 ");
    assertThat(kubectl.run("get", "nodes")).containsPattern("node-1 +Ready +");
    assertThat(kubectl.run("get", "rs,ns,svc,events", "-A")).contains("replicaset.apps/checkout-");
    assertThat(kubectl.run("get", "deploy", "checkout", "-n", "shop", "-o", "yaml"))
        .contains("progressDeadlineSeconds: 600");
    assertThat(kubectl.run("describe", "deploy", "checkout", "-n", "shop"))
        .contains("StrategyType:", "RollingUpdate", "ScalingReplicaSet");
    assertThat(kubectl.run("describe", "node", "node-1")).contains("Non-terminated Pods");
    assertThat(kubectl.run("explain", "deployment.spec.strategy")).contains("rollingUpdate");
    assertThat(kubectl.run("auth", "can-i", "delete", "pods")).contains("yes");
  }

  @Test
  void shouldCreateWhatKubectlSendsAsProtobuf() {
    // when
    kubectl.run("create", "namespace", "more");
    kubectl.run("create", "configmap", "c", "-n", "more", "--from-literal=a=b");
    kubectl.run("create", "secret", "generic", "s", "-n", "more", "--from-literal=a=b");
    kubectl.run("create", "serviceaccount", "sa", "-n", "more");
    kubectl.run(
        "create", "deployment", "web", "-n", "more", "--image=web:1", "--replicas=2", "--port=80");
    kubectl.run("rollout", "status", "deploy/web", "-n", "more", "--timeout=60s");

    // then
    assertThat(kubectl.run("get", "cm", "c", "-n", "more", "-o", "jsonpath={.data.a}"))
        .isEqualTo("b");
    assertThat(kubectl.run("get", "secret", "s", "-n", "more", "-o", "jsonpath={.data.a}"))
        .isEqualTo("Yg==");
    assertThat(kubectl.run("get", "deploy", "-n", "more")).containsPattern("web +2/2");
    assertThat(kubectl.run("auth", "can-i", "--list")).contains("*.*");
  }

  @Test
  void shouldRollForwardBackRestartAndPause() {
    // when
    kubectl.run("set", "image", "deploy/checkout", "checkout=myorg/checkout:v4", "-n", "shop");
    rolledOut();
    String history = kubectl.run("rollout", "history", "deploy/checkout", "-n", "shop");
    kubectl.run("rollout", "undo", "deploy/checkout", "-n", "shop");
    rolledOut();
    String image = jsonPath("{.spec.template.spec.containers[0].image}");
    kubectl.run("rollout", "restart", "deploy/checkout", "-n", "shop");
    rolledOut();
    kubectl.run("rollout", "pause", "deploy/checkout", "-n", "shop");
    String paused = jsonPath("{.spec.paused}");
    kubectl.run("rollout", "resume", "deploy/checkout", "-n", "shop");

    // then
    assertThat(history).containsPattern("1 +").containsPattern("2 +");
    assertThat(image).isEqualTo("myorg/checkout:v3");
    assertThat(paused).isEqualTo("true");
    assertThat(jsonPath("{.metadata.annotations.deployment\\.kubernetes\\.io/revision}"))
        .isEqualTo("4");
  }

  @Test
  void shouldApplyOnBothSidesAndShowConflicts() {
    // when
    kubectl.run("scale", "deploy/checkout", "--replicas=5", "-n", "shop");
    Kubectl.Output conflict =
        kubectl.call("apply", "--server-side", "-f", home.resolve("checkout.yaml").toString());
    kubectl.run(
        "apply",
        "--server-side",
        "--force-conflicts",
        "-f",
        home.resolve("checkout.yaml").toString());
    String unchanged = kubectl.run("apply", "-f", home.resolve("checkout.yaml").toString());
    String diff =
        kubectl.run(
            "apply",
            "--dry-run=server",
            "-f",
            kubectl.file("v9.yaml", CHECKOUT.replace("v3", "v9")));

    // then
    assertThat(conflict.code()).isEqualTo(1);
    assertThat(conflict.text()).contains("conflict").contains(".spec.replicas");
    assertThat(jsonPath("{.spec.replicas}")).isEqualTo("3");
    assertThat(unchanged).contains("deployment.apps/checkout");
    assertThat(diff).contains("configured (server dry run)");
    assertThat(jsonPath("{.spec.template.spec.containers[0].image}"))
        .isEqualTo("myorg/checkout:v3");
  }

  @Test
  void shouldRefuseAMisspeltField() {
    // when
    Kubectl.Output output =
        kubectl.call(
            "apply", "-f", kubectl.file("typo.yaml", CHECKOUT.replace("replicas:", "replica:")));

    // then
    assertThat(output.code()).isEqualTo(1);
    assertThat(output.text()).contains("unknown field \"spec.replica\"");
  }

  @Test
  void shouldCordonAndDrainANode() {
    // when
    kubectl.run("cordon", "node-1");
    String cordoned = kubectl.run("get", "node", "node-1");
    kubectl.run("drain", "node-1", "--ignore-daemonsets", "--force", "--timeout=60s");
    String left =
        kubectl.run(
            "get", "pods", "-n", "shop", "--field-selector", "spec.nodeName=node-1", "-o", "name");
    kubectl.run("uncordon", "node-1");

    // then
    assertThat(cordoned).contains("SchedulingDisabled");
    assertThat(left).isBlank();
    assertThat(kubectl.run("get", "node", "node-1")).doesNotContain("SchedulingDisabled");
  }

  @Test
  void shouldWaitWatchAndDelete() {
    // given
    kubectl.run(
        "wait", "deploy/checkout", "-n", "shop", "--for=condition=Available", "--timeout=60s");

    // when
    Kubectl.Output watched =
        kubectl.call("get", "pods", "-n", "shop", "-w", "--request-timeout=3s");
    kubectl.run("delete", "deploy", "checkout", "-n", "shop", "--cascade=foreground");
    kubectl.run(
        "wait", "pods", "-n", "shop", "-l", "app=checkout", "--for=delete", "--timeout=60s");
    kubectl.run("delete", "namespace", "shop", "--timeout=60s");

    // then
    assertThat(watched.text()).contains("Running");
    assertThat(kubectl.run("get", "ns")).doesNotContain("shop");
  }

  @Test
  void shouldShowWhatIsUsed() {
    // given
    server.usageSource(
        new UsageSource() {
          @Override
          public List<Usage> ofPod(ObjectNode pod) {
            return List.of(new Usage("checkout", 250, 128L << 20));
          }

          @Override
          public List<Usage> ofNode(ObjectNode node) {
            return List.of(new Usage("node", 1500, 2L << 30));
          }
        });

    // then
    assertThat(kubectl.run("top", "pods", "-n", "shop")).contains("250m").contains("128Mi");
    assertThat(kubectl.run("top", "nodes")).contains("1500m").contains("2048Mi");
  }

  private void rolledOut() {
    kubectl.run("rollout", "status", "deploy/checkout", "-n", "shop", "--timeout=60s");
  }

  private String jsonPath(String path) {
    return kubectl.run("get", "deploy", "checkout", "-n", "shop", "-o", "jsonpath=" + path);
  }
}
