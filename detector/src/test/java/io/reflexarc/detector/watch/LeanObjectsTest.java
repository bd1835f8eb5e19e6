package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
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

  private static final String EVENT = "{\"type\": \"MODIFIED\", \"object\": %s}";

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

  @Test
  void shouldReadTheSameWhenAWatchTellsAnObject() {
    // when
    WatchEvent event = event(POD);

    // then
    assertThat(event.getType()).isEqualTo("MODIFIED");
    assertThat(event.getObject()).isEqualTo(lean.unmarshal(POD, Pod.class));
  }

  @Test
  void shouldReadTheSameWhenItsKindComesLast() {
    // given
    String kind = "\"kind\": \"Pod\", \"apiVersion\": \"v1\"";
    String last = POD.replace(kind + ",", "").strip();

    // when
    WatchEvent event = event(last.substring(0, last.length() - 1) + ", " + kind + "}");

    // then
    assertThat(event.getObject()).isEqualTo(lean.unmarshal(POD, Pod.class));
  }

  @Test
  void shouldReadWhatTheClientReadsWhenAWatchTellsSomethingElse() {
    assertThat(event("{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 410}").getObject())
        .isInstanceOfSatisfying(Status.class, it -> assertThat(it.getCode()).isEqualTo(410));
    assertThat(
            event(
                    "{\"apiVersion\": \"a.b/v1\", \"kind\": \"Any\", \"metadata\": {\"name\": \"n\"}}")
                .getObject())
        .isInstanceOfSatisfying(
            GenericKubernetesResource.class,
            it -> assertThat(it.getMetadata().getName()).isEqualTo("n"));
    assertThat(event("{\"kind\": \"Pod\", \"apiVersion\": \"v1\"}").getObject())
        .isInstanceOf(Pod.class);
  }

  @Test
  void shouldDoAsTheClientDoesWhenWhatIsToldIsNoObject() {
    KubernetesSerialization plain = new KubernetesSerialization();
    for (String odd :
        List.of(
            "7",
            "null",
            "[]",
            "\"text\"",
            "{}",
            "{\"kind\": {}, \"apiVersion\": []}",
            "{\"kind\":")) {
      assertThat(outcome(lean, odd)).as(odd).isEqualTo(outcome(plain, odd));
    }
  }

  private static String outcome(KubernetesSerialization reader, String object) {
    try {
      return reader.unmarshal(EVENT.formatted(object), WatchEvent.class).toString();
    } catch (KubernetesClientException e) {
      return "refused";
    }
  }

  private WatchEvent event(String object) {
    return lean.unmarshal(EVENT.formatted(object), WatchEvent.class);
  }
}
