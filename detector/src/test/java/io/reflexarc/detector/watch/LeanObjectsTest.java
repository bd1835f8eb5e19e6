package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

final class LeanObjectsTest {

  private static final String POD =
      """
      {"kind": "Pod", "apiVersion": "v1",
       "metadata": {"name": "a", "namespace": "b", "managedFields": [
         {"manager": "kubelet", "operation": "Update", "time": "2026-11-23T16:27:34Z",
          "subresource": "status", "fieldsV1": {"f:status": {"f:phase": {}}}}]},
       "spec": {"nodeName": "n", "tolerations": [{"operator": "Exists"}],
         "volumes": [{"name": "v", "emptyDir": {}}],
         "containers": [{"name": "c", "image": "i:1"}]}}
      """;

  private final KubernetesSerialization lean = LeanObjects.serialization();

  @Test
  void shouldSkipWhatNoViewIsMadeOfWhenAnObjectIsRead() {
    // when
    Pod pod = lean.unmarshal(POD, Pod.class);

    // then
    assertThat(pod.getMetadata().getManagedFields().get(0).getFieldsV1()).isNull();
    assertThat(pod.getSpec().getTolerations()).isEmpty();
    assertThat(pod.getSpec().getVolumes()).isEmpty();
  }

  @Test
  void shouldKeepWhatViewsAreMadeOfWhenAnObjectIsRead() {
    // when
    Pod pod = lean.unmarshal(POD, Pod.class);

    // then
    assertThat(pod.getMetadata().getManagedFields().get(0).getTime())
        .isEqualTo("2026-11-23T16:27:34Z");
    assertThat(pod.getMetadata().getManagedFields().get(0).getSubresource()).isEqualTo("status");
    assertThat(PodReader.read(pod).node()).isEqualTo("n");
    assertThat(PodReader.read(pod).containers()).hasSize(1);
  }
}
