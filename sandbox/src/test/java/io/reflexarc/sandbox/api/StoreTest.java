package io.reflexarc.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.DeleteOptions.Propagation;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreTest {

  private static final WriteOptions ME = WriteOptions.by("test");

  private final Objects.Clock clock = new Objects.Clock();
  private final ObjectStore store = Objects.store(clock);

  @Test
  void shouldFillInDefaultsAndMetadataWhenADeploymentIsCreated() {
    // when
    ObjectNode created =
        store.create(BuiltInTypes.DEPLOYMENTS, "default", Objects.deployment("checkout", 5), ME);

    // then
    assertThat(created.at("/spec/strategy/rollingUpdate/maxSurge").asText()).isEqualTo("25%");
    assertThat(created.at("/spec/progressDeadlineSeconds").asInt()).isEqualTo(600);
    assertThat(created.at("/spec/template/spec/restartPolicy").asText()).isEqualTo("Always");
    assertThat(Metadata.generation(created)).isEqualTo(1);
    assertThat(created.at("/metadata/creationTimestamp").asText())
        .isEqualTo("2026-11-23T16:00:00Z");
    assertThat(created.at("/metadata/managedFields/0/manager").asText()).isEqualTo("test");
  }

  @Test
  void shouldRefuseAnUpdateWhenItsResourceVersionIsStale() {
    // given
    ObjectNode first =
        store.create(BuiltInTypes.DEPLOYMENTS, "default", Objects.deployment("checkout", 5), ME);
    scale(first, 6);

    // then
    assertThatThrownBy(() -> store.update(BuiltInTypes.DEPLOYMENTS, first, ME))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.reason()).isEqualTo("Conflict"));
  }

  @Test
  void shouldCountGenerationsForSpecAndAnnotationsButNotForStatus() {
    // given
    ObjectNode first =
        store.create(BuiltInTypes.DEPLOYMENTS, "default", Objects.deployment("checkout", 5), ME);

    // when
    ObjectNode scaled = scale(first, 6);
    ObjectNode annotated =
        store.modify(
            BuiltInTypes.DEPLOYMENTS,
            ObjectKey.of(first),
            ME,
            o -> {
              Metadata.of(o).putObject("annotations").put("a", "b");
              return o;
            });
    ObjectNode reported =
        store.modifyStatus(
            BuiltInTypes.DEPLOYMENTS,
            ObjectKey.of(first),
            ME,
            o -> {
              o.putObject("status").put("replicas", 6);
              return o;
            });

    // then
    assertThat(Metadata.generation(scaled)).isEqualTo(2);
    assertThat(Metadata.generation(annotated)).isEqualTo(3);
    assertThat(Metadata.generation(reported)).isEqualTo(3);
    assertThat(reported.at("/status/replicas").asInt()).isEqualTo(6);
  }

  @Test
  void shouldStoreNothingWhenNothingChanged() {
    // given
    ObjectNode first =
        store.create(BuiltInTypes.DEPLOYMENTS, "default", Objects.deployment("checkout", 5), ME);
    clock.advance(Duration.ofSeconds(10));

    // when
    ObjectNode same = scale(first, 5);

    // then
    assertThat(Metadata.resourceVersion(same)).isEqualTo(Metadata.resourceVersion(first));
  }

  @Test
  void shouldKeepAPodOnANodeUntilItsKubeletDeletesIt() {
    // given
    store.create(BuiltInTypes.PODS, "default", podOn("p", "node-1"), ME);

    // when
    var marked = store.delete(BuiltInTypes.PODS, "default", "p", DeleteOptions.background(), ME);
    var gone = store.delete(BuiltInTypes.PODS, "default", "p", DeleteOptions.now(), ME);

    // then
    assertThat(marked.gone()).isFalse();
    assertThat(marked.object().at("/metadata/deletionTimestamp").asText())
        .isEqualTo("2026-11-23T16:00:30Z");
    assertThat(gone.gone()).isTrue();
    assertThat(store.find(BuiltInTypes.PODS, "default", "p")).isEmpty();
  }

  @Test
  void shouldHoldAnObjectUntilItsLastFinalizerIsRemoved() {
    // given
    ObjectNode map = Objects.object("{metadata: {name: m, finalizers: [x/y]}}");
    store.create(BuiltInTypes.CONFIG_MAPS, "default", map, ME);

    // when
    var marked =
        store.delete(BuiltInTypes.CONFIG_MAPS, "default", "m", DeleteOptions.background(), ME);
    boolean stillThere = store.find(BuiltInTypes.CONFIG_MAPS, "default", "m").isPresent();
    store.modify(
        BuiltInTypes.CONFIG_MAPS,
        new ObjectKey("default", "m"),
        ME,
        o -> {
          Metadata.of(o).remove("finalizers");
          return o;
        });

    // then
    assertThat(marked.gone()).isFalse();
    assertThat(stillThere).isTrue();
    assertThat(store.find(BuiltInTypes.CONFIG_MAPS, "default", "m")).isEmpty();
  }

  @Test
  void shouldCollectDependentsInTheBackgroundByDefault() {
    // given
    ObjectNode owner = ownerWithDependent();

    // when
    store.delete(
        BuiltInTypes.CONFIG_MAPS, "default", Metadata.name(owner), DeleteOptions.background(), ME);

    // then
    assertThat(store.find(BuiltInTypes.CONFIG_MAPS, "default", "dependent")).isEmpty();
  }

  @Test
  void shouldLetTheOwnerWaitWhenDeletedInTheForeground() {
    // given
    ObjectNode owner = ownerWithDependent();
    List<String> deleted = new ArrayList<>();
    store.subscribe(
        event -> {
          if (event.change() == StoreEvent.Change.DELETED) {
            deleted.add(Metadata.name(event.object()));
          }
        });

    // when
    store.delete(
        BuiltInTypes.CONFIG_MAPS,
        "default",
        Metadata.name(owner),
        new DeleteOptions(null, null, null, Propagation.FOREGROUND, false),
        ME);

    // then
    assertThat(deleted).containsExactly("dependent", "owner");
  }

  @Test
  void shouldCutDependentsLooseWhenOrphaned() {
    // given
    ownerWithDependent();

    // when
    store.delete(
        BuiltInTypes.CONFIG_MAPS,
        "default",
        "owner",
        new DeleteOptions(null, null, null, Propagation.ORPHAN, false),
        ME);

    // then
    ObjectNode left = store.get(BuiltInTypes.CONFIG_MAPS, "default", "dependent");
    assertThat(left.path("metadata").has("ownerReferences")).isFalse();
    assertThat(store.find(BuiltInTypes.CONFIG_MAPS, "default", "owner")).isEmpty();
  }

  @Test
  void shouldTakeItsContentAlongWhenANamespaceIsDeleted() {
    // given
    store.create(BuiltInTypes.NAMESPACES, "", Objects.namespace("shop"), ME);
    store.create(BuiltInTypes.PODS, "shop", podOn("p", "node-1"), ME);

    // when
    store.delete(BuiltInTypes.NAMESPACES, "", "shop", DeleteOptions.background(), ME);
    String phase = store.get(BuiltInTypes.NAMESPACES, "", "shop").at("/status/phase").asText();
    ApiException refused =
        refusal(() -> store.create(BuiltInTypes.PODS, "shop", Objects.pod("q", "x"), ME));
    store.delete(BuiltInTypes.PODS, "shop", "p", DeleteOptions.now(), ME);

    // then
    assertThat(phase).isEqualTo("Terminating");
    assertThat(refused.code()).isEqualTo(403);
    assertThat(store.find(BuiltInTypes.NAMESPACES, "", "shop")).isEmpty();
  }

  @Test
  void shouldTellListenersInOrderAlsoWhenOneWritesInReply() {
    // given
    List<Long> versions = new ArrayList<>();
    store.subscribe(
        event -> {
          if (Metadata.name(event.object()).equals("a")) {
            store.create(BuiltInTypes.CONFIG_MAPS, "default", Objects.namespace("reply"), ME);
          }
        });
    store.subscribe(event -> versions.add(event.resourceVersion()));

    // when
    store.create(BuiltInTypes.CONFIG_MAPS, "default", Objects.namespace("a"), ME);

    // then
    assertThat(versions).hasSize(2).isSorted();
  }

  @Test
  void shouldForgetEventsAfterAnHourOfItsOwnTime() {
    // given
    store.create(BuiltInTypes.EVENTS, "default", Objects.namespace("e"), ME);

    // when
    clock.advance(Duration.ofMinutes(61));
    store.create(BuiltInTypes.CONFIG_MAPS, "default", Objects.namespace("any"), ME);

    // then
    assertThat(store.list(BuiltInTypes.EVENTS, null)).isEmpty();
  }

  @Test
  void shouldTellThePastUntilItIsCompacted() {
    // given
    ObjectNode first =
        store.create(BuiltInTypes.DEPLOYMENTS, "default", Objects.deployment("checkout", 5), ME);
    long then = store.resourceVersion();
    scale(first, 9);

    // when
    var past = store.snapshotAt(BuiltInTypes.DEPLOYMENTS, "default", then, o -> true);
    store.compact();

    // then
    assertThat(past.orElseThrow().objects().get(0).at("/spec/replicas").asInt()).isEqualTo(5);
    assertThat(store.snapshotAt(BuiltInTypes.DEPLOYMENTS, "default", then, o -> true)).isEmpty();
  }

  private ObjectNode ownerWithDependent() {
    ObjectNode owner =
        store.create(BuiltInTypes.CONFIG_MAPS, "default", Objects.namespace("owner"), ME);
    ObjectNode dependent = Objects.namespace("dependent");
    Metadata.controlledBy(dependent, owner);
    store.create(BuiltInTypes.CONFIG_MAPS, "default", dependent, ME);
    return owner;
  }

  private ObjectNode scale(ObjectNode deployment, int replicas) {
    return store.modify(
        BuiltInTypes.DEPLOYMENTS,
        ObjectKey.of(deployment),
        ME,
        o -> {
          ((ObjectNode) o.path("spec")).put("replicas", replicas);
          return o;
        });
  }

  private static ObjectNode podOn(String name, String node) {
    ObjectNode pod = Objects.pod(name, "x");
    ((ObjectNode) pod.path("spec")).put("nodeName", node);
    return pod;
  }

  private static ApiException refusal(Runnable write) {
    try {
      write.run();
    } catch (ApiException refused) {
      return refused;
    }
    throw new AssertionError("the write was not refused");
  }
}
