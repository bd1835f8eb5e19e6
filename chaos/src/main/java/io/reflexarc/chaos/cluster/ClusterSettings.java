package io.reflexarc.chaos.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster, and what may be done to it.
 *
 * @param kubeconfig its file; empty for what kubectl would take, or a pod's own account
 * @param context of the kubeconfig; empty for its current one
 * @param namespaces that may be touched, and no other
 * @param nodes whether nodes may be cordoned
 * @param cluster its name in Reflexarc's topics
 * @param kafka where its topics are
 * @param registry of their schemas
 */
public record ClusterSettings(
    Optional<Path> kubeconfig,
    Optional<String> context,
    Set<String> namespaces,
    boolean nodes,
    String cluster,
    String kafka,
    String registry) {

  /** Copies. */
  public ClusterSettings {
    namespaces = Set.copyOf(namespaces);
  }

  /** Whether what comes of an experiment can be heard. */
  public boolean canHear() {
    return !kafka.isEmpty() && !registry.isEmpty() && !cluster.isEmpty();
  }

  KubernetesClient connect() {
    @Nullable String named = context.orElse(null);
    Config config =
        kubeconfig
            .map(file -> Config.fromKubeconfig(named, file.toFile()))
            .orElseGet(() -> Config.autoConfigure(named));
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(config).withUserAgent(Hand.MANAGER).build())
        .build();
  }
}
