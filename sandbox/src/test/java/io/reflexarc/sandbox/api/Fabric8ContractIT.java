package io.reflexarc.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.reflexarc.sandbox.api.fault.Fault;
import io.reflexarc.sandbox.api.port.PodProxy;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What our processes do with the fabric8 client, done against the simulated cluster's API. */
class Fabric8ContractIT {

  private static final WriteOptions WORLD = WriteOptions.by("world");

  private final Objects.Clock clock = new Objects.Clock();
  private final ObjectStore store = Objects.store(clock, 50);
  private final ApiServer server = ApiServer.start(ApiServerConfig.onPort(0), store);
  private final KubernetesClient client = client();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void shouldFollowChangesWithAnInformerAlsoAfterItsWatchesWereCut() {
    // given
    pod("a");
    SharedIndexInformer<Pod> informer = client.pods().inNamespace("default").inform();
    await().until(() -> informer.getStore().list().size() == 1);

    // when
    pod("b");
    await().until(() -> informer.getStore().list().size() == 2);
    server.cutWatches();
    pod("c");

    // then
    await().until(() -> informer.getStore().list().size() == 3);
    informer.close();
  }

  @Test
  void shouldListAgainWhenTheVersionOfItsWatchIsGone() {
    // given
    pod("a");
    SharedIndexInformer<Pod> informer = client.pods().inNamespace("default").inform();
    await().until(() -> informer.getStore().list().size() == 1);

    // when
    server.requestFilter(request -> request.watch() ? new Fault.Refuse(503, 0) : Fault.NONE);
    server.cutWatches();
    pod("b");
    store.compact();
    server.requestFilter(request -> Fault.NONE);

    // then
    await().until(() -> informer.getStore().list().size() == 2);
    informer.close();
  }

  @Test
  void shouldWatchOverAWebSocket() {
    // given
    List<String> seen = new CopyOnWriteArrayList<>();
    try (var watch =
        client
            .pods()
            .inNamespace("default")
            .withLabel("app", "x")
            .watch(
                new Watcher<Pod>() {
                  @Override
                  public void eventReceived(Action action, Pod pod) {
                    seen.add(action + " " + pod.getMetadata().getName());
                  }

                  @Override
                  public void onClose(WatcherException cause) {}
                })) {
      // when
      pod("a");
      store.create(BuiltInTypes.PODS, "default", Objects.pod("other", "y"), WORLD);
      client.pods().inNamespace("default").withName("a").withGracePeriod(0).delete();

      // then
      await().untilAsserted(() -> assertThat(seen).containsExactly("ADDED a", "DELETED a"));
      assertThat(watch).isNotNull();
    }
  }

  @Test
  void shouldEditPatchScaleAndApply() {
    // given
    store.create(BuiltInTypes.DEPLOYMENTS, "default", Objects.deployment("checkout", 3), WORLD);
    var checkout = client.apps().deployments().inNamespace("default").withName("checkout");

    // when
    checkout.edit(
        d -> {
          d.getSpec().setMinReadySeconds(5);
          return d;
        });
    checkout.scale(7);
    checkout.patch(
        PatchContext.of(PatchType.STRATEGIC_MERGE),
        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"checkout\",\"image\":\"x:2\"}]}}}}");
    checkout.patch(
        PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}");
    checkout.patch(
        PatchContext.of(PatchType.JSON),
        "[{\"op\":\"test\",\"path\":\"/spec/replicas\",\"value\":7},{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":8}]");

    // then
    Deployment now = checkout.get();
    assertThat(now.getSpec().getMinReadySeconds()).isEqualTo(5);
    assertThat(now.getSpec().getReplicas()).isEqualTo(8);
    assertThat(now.getSpec().getTemplate().getSpec().getContainers().get(0).getImage())
        .isEqualTo("x:2");
    assertThat(now.getMetadata().getAnnotations()).containsEntry("a", "b");
    assertThat(now.getMetadata().getGeneration()).isEqualTo(6);
  }

  @Test
  void shouldTellConflictsApartByTheirReason() {
    // given
    store.create(BuiltInTypes.DEPLOYMENTS, "default", Objects.deployment("checkout", 3), WORLD);
    var checkout = client.apps().deployments().inNamespace("default").withName("checkout");
    Deployment stale = checkout.get();
    checkout.scale(4);

    // when
    stale.getSpec().setReplicas(9);
    var refused =
        catchThrowableOfType(
            KubernetesClientException.class, () -> client.resource(stale).update());

    // then
    assertThat(refused.getCode()).isEqualTo(409);
    assertThat(refused.getStatus().getReason()).isEqualTo("Conflict");
    assertThat(checkout.get().getSpec().getReplicas()).isEqualTo(4);
  }

  @Test
  void shouldRefuseAnEvictionThatABudgetForbids() {
    // given
    pod("a");
    store.modifyStatus(
        BuiltInTypes.PODS,
        new ObjectKey("default", "a"),
        WORLD,
        p -> p.set("status", Objects.json("{phase: Running}")));
    ObjectNode budget =
        Objects.object("{metadata: {name: b}, spec: {selector: {matchLabels: {app: x}}}}");
    store.create(BuiltInTypes.DISRUPTION_BUDGETS, "default", budget, WORLD);
    store.modifyStatus(
        BuiltInTypes.DISRUPTION_BUDGETS,
        new ObjectKey("default", "b"),
        WORLD,
        b -> b.set("status", Objects.json("{observedGeneration: 1, disruptionsAllowed: 0}")));

    // when
    boolean first = client.pods().inNamespace("default").withName("a").evict();
    store.modifyStatus(
        BuiltInTypes.DISRUPTION_BUDGETS,
        new ObjectKey("default", "b"),
        WORLD,
        b -> b.set("status", Objects.json("{observedGeneration: 1, disruptionsAllowed: 1}")));
    boolean second = client.pods().inNamespace("default").withName("a").evict();

    // then
    assertThat(first).isFalse();
    assertThat(second).isTrue();
    assertThat(store.find(BuiltInTypes.PODS, "default", "a")).isEmpty();
  }

  @Test
  void shouldRemoveWhatItsManagerNoLongerApplies() {
    // given
    Pod pod = applied("one", "two");
    client.resource(pod).fieldManager("me").serverSideApply();

    // when
    client.resource(applied("one", null)).fieldManager("me").serverSideApply();

    // then
    assertThat(client.pods().inNamespace("default").withName("p").get().getMetadata().getLabels())
        .containsEntry("one", "1")
        .doesNotContainKey("two");
  }

  @Test
  void shouldChangeNothingWhenDryRun() {
    // given
    long before = store.resourceVersion();

    // when
    client.resource(new PodBuilder(applied("one", null)).build()).dryRun().create();

    // then
    assertThat(store.resourceVersion()).isEqualTo(before);
    assertThat(server.writes().all())
        .singleElement()
        .satisfies(write -> assertThat(write.dryRun()).isTrue())
        .satisfies(write -> assertThat(write.changed()).isFalse());
  }

  @Test
  void shouldServeCustomResourcesOnceTheyAreDefined() {
    // given
    String definition =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: healpolicies.heal.example.io}
        spec:
          group: heal.example.io
          scope: Namespaced
          names: {plural: healpolicies, singular: healpolicy, kind: HealPolicy}
          versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    required: [mode]
                    properties:
                      mode: {type: string, enum: [observe, auto]}
                      limit: {type: integer, minimum: 1, default: 3}
        """;
    client.load(stream(definition)).create();

    // when
    GenericKubernetesResource stored =
        (GenericKubernetesResource)
            client
                .load(
                    stream(
                        "kind: HealPolicy\napiVersion: heal.example.io/v1\nmetadata: {name: p,"
                            + " namespace: default}\nspec: {mode: auto, typo: 1}"))
                .create()
                .get(0);
    var refused =
        catchThrowableOfType(
            KubernetesClientException.class,
            () ->
                client
                    .load(
                        stream(
                            "kind: HealPolicy\napiVersion: heal.example.io/v1\nmetadata: {name:"
                                + " q, namespace: default}\nspec: {mode: never}"))
                    .create());

    // then
    assertThat(stored.get("spec").toString()).isEqualTo("{mode=auto, limit=3}");
    assertThat(refused.getCode()).isEqualTo(422);
    assertThat(refused.getMessage()).contains("spec.mode: Unsupported value: \"never\"");
  }

  @Test
  void shouldReachAPodThroughItsProxy() {
    // given
    pod("a");
    server.podProxy(
        (pod, port, path) -> PodProxy.Response.text(200, "text/plain", port + " " + path));

    // when
    String answer = client.raw("/api/v1/namespaces/default/pods/a:8080/proxy/metrics/x");

    // then
    assertThat(answer).isEqualTo("8080 /metrics/x");
  }

  @Test
  void shouldHaveWrittenAlthoughTheAnswerWasLost() {
    // given
    server.requestFilter(request -> request.isWrite() ? new Fault.DropAfter() : Fault.NONE);

    // when
    var lost =
        catchThrowableOfType(
            KubernetesClientException.class, () -> client.resource(applied("one", null)).create());

    // then
    assertThat(lost).isNotNull();
    assertThat(store.find(BuiltInTypes.PODS, "default", "p")).isPresent();
    assertThat(server.writes().all().get(0).changed()).isTrue();
  }

  private void pod(String name) {
    store.create(BuiltInTypes.PODS, "default", Objects.pod(name, "x"), WORLD);
  }

  private static Pod applied(String label, @Nullable String other) {
    PodBuilder pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("p")
            .withNamespace("default")
            .addToLabels(label, "1")
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("c")
            .withImage("i:1")
            .endContainer()
            .endSpec();
    if (other != null) {
      pod.editMetadata().addToLabels(other, "1").endMetadata();
    }
    return pod.build();
  }

  private static java.io.InputStream stream(String yaml) {
    return new java.io.ByteArrayInputStream(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private KubernetesClient client() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(server.url())
            .withNamespace("default")
            .withRequestRetryBackoffLimit(0)
            .withWatchReconnectInterval(50)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
