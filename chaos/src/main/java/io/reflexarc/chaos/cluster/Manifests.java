package io.reflexarc.chaos.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Objects in YAML, and what they are to a game day. */
final class Manifests {

  /** API groups of fault injectors: their objects are faults, and always taken away again. */
  private static final Set<String> INJECTORS = Set.of("chaos-mesh.org", "litmuschaos.io");

  private Manifests() {}

  /**
   * The documents of a text, in order.
   *
   * @param namespace of those that name none
   */
  static List<GenericKubernetesResource> read(String yaml, String namespace) {
    List<GenericKubernetesResource> objects = new ArrayList<>();
    for (String document : yaml.split("(?m)^---\\s*$")) {
      String bare = document.replaceAll("(?m)^\\s*#.*$", "").strip();
      if (!bare.isEmpty()) {
        GenericKubernetesResource object =
            Serialization.unmarshal(bare, GenericKubernetesResource.class);
        if (object.getMetadata().getNamespace() == null && !isOfTheCluster(object)) {
          object.getMetadata().setNamespace(namespace);
        }
        objects.add(object);
      }
    }
    return objects;
  }

  static String write(List<GenericKubernetesResource> objects) {
    StringBuilder yaml = new StringBuilder();
    objects.forEach(object -> yaml.append("---\n").append(Serialization.asYaml(object)));
    return yaml.toString();
  }

  /** Those that a game day may touch outside of namespaces: a node, to cordon it. */
  static boolean isNode(GenericKubernetesResource object) {
    return object.getKind().equals("Node") && object.getApiVersion().equals("v1");
  }

  static boolean isOfTheCluster(GenericKubernetesResource object) {
    return Set.of("Node", "Namespace").contains(object.getKind())
        && object.getApiVersion().equals("v1");
  }

  static boolean isInjector(GenericKubernetesResource object) {
    String version = object.getApiVersion();
    return version.contains("/") && INJECTORS.contains(version.substring(0, version.indexOf('/')));
  }

  /** {@code shop/Deployment/checkout}. */
  static String name(GenericKubernetesResource object) {
    String namespace = object.getMetadata().getNamespace();
    return (namespace == null ? "" : namespace + "/")
        + object.getKind()
        + "/"
        + object.getMetadata().getName();
  }
}
