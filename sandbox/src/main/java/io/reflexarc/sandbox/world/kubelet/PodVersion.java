package io.reflexarc.sandbox.world.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.world.traffic.AppVersion;

/**
 * Which application and version a pod runs: the label {@code app.kubernetes.io/version}, else
 * {@code version}, else the image's tag, else the hash of its template.
 */
public final class PodVersion {
  private PodVersion() {}

  /** The version of this pod. */
  public static AppVersion of(JsonNode pod) {
    String app =
        Metadata.label(pod, "app.kubernetes.io/name")
            .or(() -> Metadata.label(pod, "app"))
            .orElse(Metadata.name(pod));
    String version =
        Metadata.label(pod, "app.kubernetes.io/version")
            .or(() -> Metadata.label(pod, "version"))
            .orElseGet(() -> tagOrHash(pod));
    return new AppVersion(Metadata.namespace(pod), app, version);
  }

  private static String tagOrHash(JsonNode pod) {
    String image = pod.path("spec").path("containers").path(0).path("image").asText("");
    String last = image.substring(image.lastIndexOf('/') + 1);
    String named = last.contains("@") ? last.substring(0, last.indexOf('@')) : last;
    int colon = named.indexOf(':');
    return colon >= 0
        ? named.substring(colon + 1)
        : Metadata.label(pod, "pod-template-hash").orElse("unknown");
  }
}
