package io.reflexarc.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.policy.PolicyBook;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.detector.watch.ClusterConnection;
import io.reflexarc.detector.watch.ClusterSink;
import io.reflexarc.detector.watch.ClusterWatch;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The definition of the policies as users install it, and what they see of their policies. */
class RemediationPolicyIT {

  private static final String POLICY =
      """
      apiVersion: reflexarc.io/v1alpha1
      kind: RemediationPolicy
      metadata: {name: errors, namespace: shop}
      spec:
        target: {kind: Deployment, name: checkout}
        symptom:
          ratio:
            bad: {metric: http_requests_total, where: {status: "5.."}}
            total: {metric: http_requests_total}
            unhealthyAbove: 0.01
        ladder: [{action: page}]
      """;
  private static final String STATUS =
      """
      {"status": {"observedGeneration": 1, "accepted": false,
       "mistakes": ["spec.ladders: there is no such field, did you mean ladder?"],
       "conditions": [{"type": "Accepted", "status": "False", "reason": "Invalid",
         "message": "spec.ladders: there is no such field, did you mean ladder?",
         "observedGeneration": 1, "lastTransitionTime": "2026-11-23T12:00:00Z"}]}}
      """;

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path home;

  private final WorldClock clock = WorldClock.startingAt(NOW, Speed.of(1));
  private final ObjectStore store =
      new ObjectStore(ResourceTypes.builtIn(), clock, new SplittableRandom(7));
  private final ApiServer server = ApiServer.start(ApiServerConfig.onPort(0), store);
  private Kubectl kubectl;

  @BeforeEach
  void install() {
    assumeTrue(Kubectl.isInstalled(), "there is no kubectl on the path");
    kubectl = new Kubectl(home, server);
    kubectl.run(
        "apply",
        "-f",
        Path.of("../deploy/crd/remediationpolicies.yaml").toAbsolutePath().toString());
    kubectl.run("create", "namespace", "shop");
  }

  @AfterEach
  void stop() {
    server.close();
    clock.close();
  }

  @Test
  void shouldPrintWhatBecameOfAPolicyWhenItHasAStatus() {
    // given
    kubectl.run("apply", "-f", kubectl.file("policy.yaml", POLICY));
    assertThat(kubectl.run("get", "remediationpolicies", "-n", "shop"))
        .containsPattern("NAME +MODE +TARGET +ACCEPTED +REASON +AGE")
        .containsPattern("errors +observe +Deployment +\\d+s");

    // when
    String policy = "remediationpolicies/errors";
    kubectl.run(
        "patch", policy, "-n", "shop", "--subresource=status", "--type=merge", "-p", STATUS);

    // then
    assertThat(kubectl.run("get", "rempol", "-n", "shop"))
        .containsPattern("errors +observe +Deployment +False +Invalid +\\d+s");
    assertThat(kubectl.run("get", "rempol", "-n", "shop", "-o", "wide"))
        .containsPattern("WORKLOAD +ACCEPTED +REASON +MESSAGE")
        .containsPattern("checkout +False +Invalid +spec.ladders: there is no such field");
    assertThat(kubectl.run("explain", "remediationpolicies.spec.symptom.ratio"))
        .contains("healthyBelow", "Healthy again below this share");
  }

  @Test
  void shouldShowEachMistakeByItsPathWhenTheDetectorReadsAPolicy() throws Exception {
    // given
    Path kubeconfig = home.resolve("detector");
    server.writeKubeconfig(kubeconfig);
    StageMetrics metrics = new StageMetrics("detector");
    try (ClusterWatch watch =
        ClusterWatch.connect(
            new ClusterConnection(kubeconfig.toString(), "", "", Duration.ofSeconds(10)),
            new ManualTime(NOW),
            metrics)) {
      watch.start(new Judge(watch));

      // when
      kubectl.run("apply", "-f", kubectl.file("policy.yaml", POLICY + "  ladders: []\n"));

      // then
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(kubectl.run("get", "rempol", "-n", "shop", "-o", "wide"))
                      .containsPattern(
                          "False +Invalid +spec.ladders: there is no such field, did you mean"
                              + " ladder"));

      // when
      kubectl.run("apply", "-f", kubectl.file("policy.yaml", POLICY));

      // then
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(kubectl.run("get", "rempol", "-n", "shop"))
                      .containsPattern("errors +observe +Deployment +True +Valid"));
      assertThat(
              kubectl.run(
                  "get",
                  "rempol/errors",
                  "-n",
                  "shop",
                  "-o",
                  "jsonpath={.status.observedGeneration} {.metadata.generation}"))
          .isEqualTo("2 2");
      assertThat(metrics.registry().counter(metrics.name("policy.status.published")).count())
          .isEqualTo(2);
    } finally {
      metrics.close();
    }
  }

  /** Judges policies as the detector that owns them all. */
  private record Judge(ClusterWatch watch, PolicyBook book) implements ClusterSink {

    private Judge(ClusterWatch watch) {
      this(watch, new PolicyBook());
    }

    @Override
    public void policySeen(PolicyText policy) {
      watch.tell(book.put(policy, NOW));
    }

    @Override
    public void observed(Observation observation) {}

    @Override
    public void policyGone(String key) {}

    @Override
    public void policiesComplete() {}
  }

  @Test
  void shouldRefuseWhenTheSchemaSaysSo() {
    // when
    Kubectl.Output refused =
        kubectl.call(
            "apply",
            "-f",
            kubectl.file(
                "policy.yaml",
                POLICY
                    .replace("action: page", "action: rebootPod")
                    .replace("kind: Deployment,", "kind: Pod,")));

    // then
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.text())
        .contains("spec.ladder[0].action: Unsupported value: \"rebootPod\"")
        .contains("spec.target.kind: Unsupported value: \"Pod\"");
  }

  @Test
  void shouldKeepWhatItDoesNotKnowWhenAPolicyIsStored() {
    // when
    kubectl.run("apply", "-f", kubectl.file("policy.yaml", POLICY + "  ladders: []\n"));

    // then
    assertThat(kubectl.run("get", "rempol", "errors", "-n", "shop", "-o", "yaml"))
        .contains("ladders: []");
  }
}
