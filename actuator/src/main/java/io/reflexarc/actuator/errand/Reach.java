package io.reflexarc.actuator.errand;

import io.reflexarc.actuator.action.pods.Keeper;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whom a change of an object reaches: all that a human may have paused on account of it. */
final class Reach {

  /** Labels of pods with the hash of their template, and whose pods have them. */
  private static final Map<String, String> BY_HASH =
      Map.of("pod-template-hash", "Deployment", "rollouts-pod-template-hash", "Rollout");

  private Reach() {}

  /** The object itself, and of a pod also its workload. */
  static Stream<TargetKey> of(KubeObject object, String cluster) {
    TargetKey self = new TargetKey(cluster, object.namespace(), object.kind(), object.name());
    return object.kind().equals("Pod")
        ? Stream.concat(Stream.of(self), workload(object, self))
        : Stream.of(self);
  }

  /** The namespaces that it happens in. */
  static Set<String> namespaces(List<KubeObject> objects, TargetKey target) {
    Set<String> namespaces = new TreeSet<>();
    namespaces.add(target.namespace());
    objects.forEach(object -> namespaces.add(object.namespace()));
    namespaces.remove("");
    return namespaces;
  }

  private static Stream<TargetKey> workload(KubeObject pod, TargetKey self) {
    return Keeper.of(pod).stream().map(keeper -> workload(pod, keeper, self));
  }

  /** A Deployment's or Rollout's ReplicaSet bears its name, and behind it the hash. */
  private static TargetKey workload(KubeObject pod, Keeper keeper, TargetKey self) {
    for (Map.Entry<String, String> each : BY_HASH.entrySet()) {
      String behind = pod.label(each.getKey()).map(hash -> "-" + hash).orElse("");
      if (!behind.isEmpty() && keeper.name().endsWith(behind)) {
        int end = keeper.name().length() - behind.length();
        return self.sibling(each.getValue(), keeper.name().substring(0, end));
      }
    }
    return self.sibling(keeper.kind(), keeper.name());
  }
}
