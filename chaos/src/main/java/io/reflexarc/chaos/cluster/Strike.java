package io.reflexarc.chaos.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** One thing that an experiment does to a cluster. */
sealed interface Strike {

  /** For a reader. */
  String says();

  /** An object is applied: a workload, or an order to Chaos Mesh or Litmus. */
  record Apply(GenericKubernetesResource object) implements Strike {
    @Override
    public String says() {
      return "apply " + Manifests.name(object);
    }
  }

  /**
   * One pod is deleted without time to stop: the first by name.
   *
   * @param app value of its label {@code app}
   */
  record Kill(String namespace, String app) implements Strike {
    @Override
    public String says() {
      return "delete one pod of app=" + app + " in " + namespace;
    }
  }
}
