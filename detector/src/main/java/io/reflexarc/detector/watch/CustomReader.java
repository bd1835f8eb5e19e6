package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.reflexarc.detector.cluster.DeliveryView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.RolloutView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects of other people's kinds as views. What is not of the shape that they have is absent. */
final class CustomReader {

  private static final String REVISION = "rollout.argoproj.io/revision";

  private CustomReader() {}

  /** A Rollout of {@code argoproj.io/v1alpha1}. */
  static RolloutView rollout(GenericKubernetesResource rollout) {
    Metadata meta = MetadataReader.read(rollout.getMetadata(), label -> true);
    Map<?, ?> spec = map(rollout.getAdditionalProperties().get("spec"));
    Map<?, ?> status = map(rollout.getAdditionalProperties().get("status"));
    boolean aborted = Boolean.TRUE.equals(status.get("abort"));
    return new RolloutView(
        meta,
        spec.get("replicas") instanceof Number replicas ? replicas.intValue() : 1,
        number(status, "updatedReplicas"),
        number(status, "readyReplicas"),
        observedGeneration(text(status, "observedGeneration"), meta.generation()),
        meta.annotations().getOrDefault(REVISION, ""),
        map(spec.get("strategy")).containsKey("blueGreen") ? RolloutView.BLUE_GREEN : "Canary",
        text(status, "currentPodHash"),
        text(status, "stableRS"),
        text(status, "phase").equals("Healthy"),
        Boolean.TRUE.equals(spec.get("paused")) || !list(status, "pauseConditions").isEmpty(),
        aborted ? time(text(status, "abortedAt")) : null,
        stuckSince(list(status, "conditions")));
  }

  /** An Application of {@code argoproj.io/v1alpha1}. */
  static DeliveryView application(GenericKubernetesResource application) {
    Map<?, ?> spec = map(application.getAdditionalProperties().get("spec"));
    Map<?, ?> policy = map(spec.get("syncPolicy"));
    Map<?, ?> automated = map(policy.get("automated"));
    boolean active =
        policy.get("automated") != null && !Boolean.FALSE.equals(automated.get("enabled"));
    return new DeliveryView(
        bare(application),
        DeliveryView.APPLICATION,
        active,
        active && Boolean.TRUE.equals(automated.get("selfHeal")));
  }

  /** A Kustomization of {@code kustomize.toolkit.fluxcd.io/v1}: it applies all of it each time. */
  static DeliveryView kustomization(GenericKubernetesResource kustomization) {
    boolean active = !suspended(kustomization);
    return new DeliveryView(bare(kustomization), DeliveryView.KUSTOMIZATION, active, active);
  }

  /** A HelmRelease of {@code helm.toolkit.fluxcd.io/v2}: it undoes changes only when told to. */
  static DeliveryView helmRelease(GenericKubernetesResource release) {
    boolean active = !suspended(release);
    Map<?, ?> spec = map(release.getAdditionalProperties().get("spec"));
    return new DeliveryView(
        bare(release),
        DeliveryView.HELM_RELEASE,
        active,
        active && text(map(spec.get("driftDetection")), "mode").equals("enabled"));
  }

  private static boolean suspended(GenericKubernetesResource object) {
    return Boolean.TRUE.equals(map(object.getAdditionalProperties().get("spec")).get("suspend"));
  }

  private static Metadata bare(GenericKubernetesResource object) {
    return MetadataReader.read(object.getMetadata(), label -> false);
  }

  /** Written as text; controllers before 1.0 wrote a hash of the spec, which tells nothing. */
  private static long observedGeneration(String written, long generation) {
    try {
      return Long.parseLong(written);
    } catch (NumberFormatException e) {
      return written.isEmpty() ? 0 : generation;
    }
  }

  private static @Nullable Instant stuckSince(List<?> conditions) {
    return conditions.stream()
        .map(CustomReader::map)
        .filter(it -> text(it, "type").equals("Progressing"))
        .filter(it -> text(it, "status").equals("False"))
        .filter(it -> text(it, "reason").equals("ProgressDeadlineExceeded"))
        .findFirst()
        .map(it -> time(text(it, "lastUpdateTime")))
        .orElse(null);
  }

  private static Instant time(String text) {
    return MetadataReader.orEpoch(MetadataReader.time(text));
  }

  private static int number(Map<?, ?> object, String field) {
    return object.get(field) instanceof Number number ? number.intValue() : 0;
  }

  private static String text(Map<?, ?> object, String field) {
    return object.get(field) instanceof String text ? MetadataReader.text(text) : "";
  }

  private static List<?> list(Map<?, ?> object, String field) {
    return object.get(field) instanceof List<?> list ? list : List.of();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
