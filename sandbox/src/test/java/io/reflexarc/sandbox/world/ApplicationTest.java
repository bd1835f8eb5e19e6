package io.reflexarc.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Argo CD as far as stories need it. */
class ApplicationTest {

  private static final ResourceType APPLICATIONS =
      ResourceType.namespaced("argoproj.io", "v1alpha1", "applications", "Application");

  private final WorldFixture w = WorldFixture.fresh();

  @BeforeEach
  void bring() {
    w.store.types().register(APPLICATIONS);
    w.namespace("shop");
    w.namespace("argocd");
    ObjectNode git = WorldFixture.yaml("metadata: {name: shop, namespace: argocd}");
    git.withObject("/data").put("HEAD", "c1").put("c1", manifest("v3")).put("c2", manifest("v4"));
    w.store.create(BuiltInTypes.CONFIG_MAPS, "argocd", git, WriteOptions.by("test"));
    w.apply(
        APPLICATIONS,
        """
        metadata: {name: shop, namespace: argocd}
        spec:
          source: {repoURL: https://git.example/shop}
          syncPolicy: {automated: {selfHeal: true}}
        """);
    w.seconds(30);
  }

  @AfterEach
  void close() {
    w.close();
  }

  @Test
  void shouldBringWhatIsPushedAndRememberIt() {
    push("c2");
    w.seconds(30);

    assertThat(version()).isEqualTo("v4");
    assertThat(application().at("/status/history")).hasSize(2);
    assertThat(application().at("/status/history/1/revision").asText()).isEqualTo("c2");
    assertThat(application().at("/status/sync/status").asText()).isEqualTo("Synced");
    assertThat(w.deployment().at("/metadata/annotations").toString())
        .contains("argocd_shop:apps/Deployment:shop/checkout");
  }

  @Test
  void shouldSetBackWhatOthersChangeWithinSeconds() {
    w.deploy("v9");
    w.seconds(5);

    assertThat(version()).isEqualTo("v3");
    assertThat(application().at("/status/history")).hasSize(1);
  }

  @Test
  void shouldOnlyTellWhenAutomatedSyncIsAway() {
    edit(a -> a.withObject("/spec/syncPolicy").remove("automated"));
    w.deploy("v9");
    push("c2");
    w.seconds(30);

    assertThat(version()).isEqualTo("v9");
    assertThat(application().at("/status/sync/status").asText()).isEqualTo("OutOfSync");
    assertThat(application().at("/status/sync/revision").asText()).isEqualTo("c2");
  }

  @Test
  void shouldDeployWhatAnOperationNames() {
    push("c2");
    w.seconds(30);
    edit(
        a -> {
          a.withObject("/spec/syncPolicy").remove("automated");
          a.withObject("/operation/sync").put("revision", "c1");
        });
    w.seconds(30);

    assertThat(version()).isEqualTo("v3");
    assertThat(application().has("operation")).isFalse();
    assertThat(application().at("/status/operationState/phase").asText()).isEqualTo("Succeeded");
  }

  @Test
  void shouldFailAnOperationThatNamesNoCommit() {
    edit(a -> a.withObject("/operation/sync").put("revision", "c7"));
    w.seconds(30);

    assertThat(version()).isEqualTo("v3");
    assertThat(application().at("/status/operationState/phase").asText()).isEqualTo("Failed");
  }

  private void push(String commit) {
    w.store.modify(
        BuiltInTypes.CONFIG_MAPS,
        new ObjectKey("argocd", "shop"),
        WriteOptions.by("test"),
        git -> {
          git.withObject("/data").put("HEAD", commit);
          return git;
        });
  }

  private void edit(Consumer<ObjectNode> change) {
    w.store.modify(
        APPLICATIONS,
        new ObjectKey("argocd", "shop"),
        WriteOptions.by("test"),
        application -> {
          change.accept(application);
          return application;
        });
  }

  private ObjectNode application() {
    return w.store.get(APPLICATIONS, "argocd", "shop");
  }

  private String version() {
    return w.deployment().at("/spec/template/metadata/labels/version").asText();
  }

  private static String manifest(String version) {
    return "kind: Deployment\n" + WorldFixture.CHECKOUT.replace("v3", version);
  }
}
