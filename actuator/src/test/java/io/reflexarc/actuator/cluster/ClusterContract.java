package io.reflexarc.actuator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the actuator relies on in a cluster, be it in memory or behind an API server. */
public abstract class ClusterContract {

  private static final ResourceKind KIND = ResourceKind.DEPLOYMENT;

  /** The cluster under test; namespace {@code shop} exists. */
  protected abstract Cluster cluster() throws Exception;

  /** Creates an object by other means than the port. */
  protected abstract void create(ObjectNode object) throws Exception;

  /** Deletes an object by other means than the port. */
  protected abstract void delete(ResourceKind kind, String namespace, String name) throws Exception;

  /** A Deployment that a real API server accepts. */
  protected static ObjectNode deployment(String name, int replicas) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", "apps/v1").put("kind", "Deployment");
    json.withObject("/metadata").put("name", name).put("namespace", "shop");
    json.withObject("/metadata/labels").put("app", name);
    ObjectNode spec = json.withObject("/spec").put("replicas", replicas);
    spec.withObject("/selector/matchLabels").put("app", name);
    spec.withObject("/template/metadata/labels").put("app", name);
    spec.withObject("/template/spec")
        .withArray("containers")
        .addObject()
        .put("name", "main")
        .put("image", "registry.example/" + name + ":v1");
    return json;
  }

  @Test
  void shouldFindNothingWhenAbsent() throws Exception {
    assertThat(cluster().get(KIND, "shop", "absent")).isEmpty();
  }

  @Test
  void shouldReadWhatIsThere() throws Exception {
    create(deployment("read-me", 3));

    KubeObject found = cluster().get(KIND, "shop", "read-me").orElseThrow();

    assertThat(found.kind()).isEqualTo("Deployment");
    assertThat(found.number("/spec/replicas", -1)).isEqualTo(3);
    assertThat(found.uid()).isNotEmpty();
    assertThat(found.resourceVersion()).isNotEmpty();
  }

  @Test
  void shouldReadNamespacesWithoutNamespace() throws Exception {
    assertThat(cluster().get(ResourceKind.NAMESPACE, "", "shop")).isPresent();
  }

  @Test
  void shouldListByLabels() throws Exception {
    create(deployment("listed", 1));
    create(deployment("other", 1));

    assertThat(cluster().list(KIND, Selection.in("shop").labelled(Map.of("app", "listed"))))
        .singleElement()
        .satisfies(found -> assertThat(found.name()).isEqualTo("listed"))
        .satisfies(found -> assertThat(found.kind()).isEqualTo("Deployment"));
  }

  @Test
  void shouldReplaceWhenNobodyElseHasWritten() throws Exception {
    KubeObject before = created("written", 3);

    WriteAnswer answer = replace(scaled(before, 5), Effect.PERSIST);

    KubeObject after = cluster().get(KIND, "shop", "written").orElseThrow();
    assertThat(answer).isInstanceOf(WriteAnswer.Written.class);
    assertThat(after.number("/spec/replicas", -1)).isEqualTo(5);
    assertThat(after.annotation("reflexarc.io/command")).contains("c-1");
    assertThat(after.resourceVersion()).isNotEqualTo(before.resourceVersion());
    assertThat(after.generation()).isGreaterThan(before.generation());
    assertThat(after.uid()).isEqualTo(before.uid());
  }

  @Test
  void shouldRemoveWhatTheNewObjectLacks() throws Exception {
    ObjectNode with = deployment("lacking", 1);
    with.withObject("/spec/template/metadata/annotations").put("example.com/old", "yes");
    create(with);
    KubeObject before = cluster().get(KIND, "shop", "lacking").orElseThrow();

    replace(
        before.edited(
            json ->
                json.withObject("/spec/template/metadata/annotations").remove("example.com/old")),
        Effect.PERSIST);

    assertThat(cluster().get(KIND, "shop", "lacking").orElseThrow().json().toString())
        .doesNotContain("example.com/old");
  }

  @Test
  void shouldRefuseWhenSomebodyElseHasWritten() throws Exception {
    KubeObject stale = created("stale", 3);
    replace(scaled(stale, 4), Effect.PERSIST);

    WriteAnswer answer = replace(scaled(stale, 5), Effect.PERSIST);

    assertThat(answer).isInstanceOf(WriteAnswer.Conflict.class);
    assertThat(replicas("stale")).isEqualTo(4);
  }

  @Test
  void shouldRefuseWhenItIsAnotherObjectOfThatName() throws Exception {
    KubeObject old = created("renewed", 3);
    delete(KIND, "shop", "renewed");
    KubeObject renewed = created("renewed", 3);

    WriteAnswer answer =
        replace(
            edited(
                scaled(old, 5),
                json ->
                    json.withObject("/metadata").put("resourceVersion", renewed.resourceVersion())),
            Effect.PERSIST);

    assertThat(answer).isInstanceOf(WriteAnswer.Conflict.class);
    assertThat(replicas("renewed")).isEqualTo(3);
  }

  @Test
  void shouldSayGoneWhenDeletedMeanwhile() throws Exception {
    KubeObject old = created("deleted", 3);
    delete(KIND, "shop", "deleted");

    assertThat(replace(scaled(old, 5), Effect.PERSIST))
        .isInstanceOfAny(WriteAnswer.Gone.class, WriteAnswer.Conflict.class);
    assertThat(cluster().get(KIND, "shop", "deleted")).isEmpty();
  }

  @Test
  void shouldKeepNothingOfADryRun() throws Exception {
    KubeObject before = created("dry", 3);

    WriteAnswer answer = replace(scaled(before, 5), Effect.DRY_RUN);

    assertThat(answer).isInstanceOf(WriteAnswer.Written.class);
    assertThat(cluster().get(KIND, "shop", "dry").orElseThrow().resourceVersion())
        .isEqualTo(before.resourceVersion());
    assertThat(replicas("dry")).isEqualTo(3);
  }

  @Test
  void shouldRefuseADryRunThatWouldConflict() throws Exception {
    KubeObject stale = created("dry-stale", 3);
    replace(scaled(stale, 4), Effect.PERSIST);

    assertThat(replace(scaled(stale, 5), Effect.DRY_RUN)).isInstanceOf(WriteAnswer.Conflict.class);
  }

  @Test
  void shouldNotWriteUnguarded() throws Exception {
    KubeObject unguarded =
        created("unguarded", 1)
            .edited(json -> json.withObject("/metadata").remove("resourceVersion"));

    assertThatThrownBy(() -> replace(unguarded, Effect.PERSIST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resourceVersion");
  }

  @Test
  void shouldListPodsOfANodeInAllNamespaces() throws Exception {
    create(pod("on-one", "node-1"));
    create(pod("on-two", "node-2"));

    assertThat(cluster().list(ResourceKind.POD, Selection.everywhere("spec.nodeName", "node-1")))
        .extracting(KubeObject::name)
        .containsExactly("on-one");
  }

  @ParameterizedTest
  @EnumSource(Removal.class)
  void shouldRemoveAPodOnceOnly(Removal how) throws Exception {
    create(pod("leaving", "node-1"));
    KubeObject pod = cluster().get(ResourceKind.POD, "shop", "leaving").orElseThrow();

    assertThat(cluster().remove(ResourceKind.POD, pod, how, Effect.DRY_RUN))
        .isInstanceOf(WriteAnswer.Written.class);
    assertThat(cluster().get(ResourceKind.POD, "shop", "leaving").orElseThrow().resourceVersion())
        .isEqualTo(pod.resourceVersion());
    assertThat(cluster().remove(ResourceKind.POD, pod, how, Effect.PERSIST))
        .isInstanceOf(WriteAnswer.Written.class);
    assertThat(cluster().remove(ResourceKind.POD, pod, how, Effect.PERSIST))
        .isInstanceOfAny(WriteAnswer.Conflict.class, WriteAnswer.Gone.class);
    assertThat(cluster().get(ResourceKind.POD, "shop", "leaving"))
        .matches(
            found -> found.isEmpty() || !found.get().text("/metadata/deletionTimestamp").isEmpty());
  }

  @Test
  void shouldApplySomeFieldsAndLeaveTheOthers() throws Exception {
    KubeObject before = created("applied", 3);

    WriteAnswer answer = cluster().apply(KIND, sliver(before), Effect.PERSIST);

    KubeObject after = cluster().get(KIND, "shop", "applied").orElseThrow();
    assertThat(answer).isInstanceOf(WriteAnswer.Written.class);
    assertThat(after.number("/spec/minReadySeconds", -1)).isEqualTo(7);
    assertThat(after.number("/spec/replicas", -1)).isEqualTo(3);
    assertThat(after.annotation("reflexarc.io/command")).contains("c-1");
    assertThat(cluster().apply(KIND, sliver(before), Effect.PERSIST))
        .isInstanceOf(WriteAnswer.Conflict.class);
  }

  private static KubeObject sliver(KubeObject of) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", "Deployment");
    json.withObject("/metadata")
        .put("name", of.name())
        .put("namespace", of.namespace())
        .put("uid", of.uid())
        .put("resourceVersion", of.resourceVersion());
    json.withObject("/metadata")
        .withObjectProperty("annotations")
        .put("reflexarc.io/command", "c-1");
    json.withObject("/spec").put("minReadySeconds", 7);
    return new KubeObject(json);
  }

  /** A pod that a real API server accepts. */
  protected static ObjectNode pod(String name, String node) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", "v1").put("kind", "Pod");
    json.withObject("/metadata").put("name", name).put("namespace", "shop");
    json.withObject("/metadata/labels").put("app", name);
    ObjectNode spec = json.withObject("/spec").put("nodeName", node);
    spec.withArray("containers")
        .addObject()
        .put("name", "main")
        .put("image", "registry.example/a:1");
    return json;
  }

  private KubeObject created(String name, int replicas) throws Exception {
    create(deployment(name, replicas));
    return cluster().get(KIND, "shop", name).orElseThrow();
  }

  private static KubeObject scaled(KubeObject object, int replicas) {
    return edited(
        object,
        json -> {
          json.withObject("/spec").put("replicas", replicas);
          json.withObject("/metadata")
              .withObjectProperty("annotations")
              .put("reflexarc.io/command", "c-1");
        });
  }

  private static KubeObject edited(KubeObject object, Consumer<ObjectNode> change) {
    return object.edited(change);
  }

  private WriteAnswer replace(KubeObject object, Effect effect) throws Exception {
    return cluster().replace(KIND, object, effect);
  }

  private long replicas(String name) throws Exception {
    return cluster().get(KIND, "shop", name).orElseThrow().number("/spec/replicas", -1);
  }
}
