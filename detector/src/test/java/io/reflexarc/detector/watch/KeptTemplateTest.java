package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.reflexarc.detector.cluster.KeptTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** ControllerRevisions as an API server tells them. */
class KeptTemplateTest {

  private static final String TEMPLATE =
      """
      {"spec": {"template": {"$patch": "replace", "metadata": {"labels": {"version": "v1"}},
        "spec": {"containers": [{"name": "main", "image": "registry/ledger:1",
          "resources": {"limits": {"memory": "1Gi"}}}]}}}}""";

  @Test
  void shouldBeCalledByItsNameWhenAStatefulSetKeepsIt() {
    KeptTemplate kept = read("StatefulSet", "{}", TEMPLATE);

    assertThat(kept).isNotNull();
    assertThat(kept.revision()).isEqualTo("ledger-6d9c");
    assertThat(kept.hash()).isEqualTo("ledger-6d9c");
    assertThat(kept.number()).isEqualTo(3);
    assertThat(kept.template().labels()).containsEntry("version", "v1");
    assertThat(kept.template().images()).containsExactly("registry/ledger:1");
    assertThat(kept.template().memoryLimitBytes()).isEqualTo(1L << 30);
  }

  @Test
  void shouldBeCalledByTheGenerationOfTheTemplateWhenADaemonSetKeepsIt() {
    KeptTemplate kept =
        read("DaemonSet", "{\"deprecated.daemonset.template.generation\": \"7\"}", TEMPLATE);

    assertThat(kept).isNotNull();
    assertThat(kept.revision()).isEqualTo("7");
    assertThat(kept.hash()).isEqualTo("6d9c");
  }

  @Test
  void shouldBeLeftOutWhenItKeepsNoTemplate() {
    assertThat(read("StatefulSet", "{}", "{\"spec\": {\"template\": 7}}")).isNull();
    assertThat(read("StatefulSet", "{}", "{\"spec\": {\"template\": {\"spec\": 7}}}")).isNull();
    assertThat(read("StatefulSet", "{}", "null")).isNull();
  }

  private static @Nullable KeptTemplate read(String owner, String annotations, String data) {
    String text =
        """
        {"kind": "ControllerRevision", "apiVersion": "apps/v1", "revision": 3,
         "metadata": {"name": "ledger-6d9c", "namespace": "shop", "uid": "u",
           "labels": {"controller-revision-hash": "6d9c"}, "annotations": %s,
           "ownerReferences": [{"apiVersion": "apps/v1", "kind": "%s", "name": "ledger",
             "uid": "uid-ledger", "controller": true}]},
         "data": %s}""";
    return RevisionedReader.read(
        LeanObjects.serialization()
            .unmarshal(text.formatted(annotations, owner, data), ControllerRevision.class));
  }
}
