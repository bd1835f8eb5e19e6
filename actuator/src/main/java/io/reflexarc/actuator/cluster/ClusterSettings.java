package io.reflexarc.actuator.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How to reach the API server.
 *
 * @param kubeconfig path of a kubeconfig; empty for what the environment tells: {@code KUBECONFIG},
 *     the pod's service account, the home directory
 * @param context context in it, empty for its current one
 * @param requestTimeout real time for the answer to one request
 * @param version of this software, for the user agent
 */
public record ClusterSettings(
    String kubeconfig, String context, Duration requestTimeout, String version) {

  /** Owner of the fields that the actuator writes. */
  public static final String FIELD_MANAGER = "reflexarc-actuator";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /**
   * Connects; nothing is sent yet.
   *
   * @throws IOException when the kubeconfig cannot be read
   */
  public Cluster connect() throws IOException {
    Config config =
        new ConfigBuilder(base())
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout((int) requestTimeout.toMillis())
            .withConnectionTimeout((int) CONNECT_TIMEOUT.toMillis())
            .withUserAgent(FIELD_MANAGER + "/" + version)
            .build();
    return new FabricCluster(
        new KubernetesClientBuilder().withConfig(config).build(), FIELD_MANAGER, requestTimeout);
  }

  private Config base() throws IOException {
    String named = context.isEmpty() ? null : context;
    return kubeconfig.isEmpty()
        ? Config.autoConfigure(named)
        : Config.fromKubeconfig(named, readable(Path.of(kubeconfig)));
  }

  private static File readable(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("kubernetes.kubeconfig: cannot read " + file);
    }
    return file.toFile();
  }
}
