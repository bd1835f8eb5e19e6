package io.reflexarc.detector.watch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * How objects are read off the wire: without the parts that no view is made of and that are most of
 * their bytes. They are skipped, not built and thrown away: a pod costs well under half the
 * garbage.
 */
final class LeanObjects {

  /** One for all clients of this process: making one's readers anew takes half a second. */
  private static final KubernetesSerialization LEAN = lean();

  private LeanObjects() {}

  static KubernetesSerialization serialization() {
    return LEAN;
  }

  private static KubernetesSerialization lean() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.addMixIn(ManagedFieldsEntry.class, LeanEntry.class);
    mapper.addMixIn(PodSpec.class, LeanSpec.class);
    mapper.addMixIn(WatchEvent.class, LeanEvent.class);
    return new KubernetesSerialization(mapper, true);
  }

  /** Who wrote something and when is of use; the tree of all that they wrote is not. */
  @JsonIgnoreProperties("fieldsV1")
  private interface LeanEntry {}

  private interface LeanEvent {
    @JsonDeserialize(using = StreamedObject.class)
    void setObject(Object object);
  }

  @JsonIgnoreProperties({
    "affinity",
    "securityContext",
    "tolerations",
    "topologySpreadConstraints",
    "volumes"
  })
  private interface LeanSpec {}
}
