package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.reflexarc.runtime.metrics.StageMetrics;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach the API server.
 *
 * @param kubeconfig path of a kubeconfig; empty for what the environment tells: a pod's service
 *     account, or the user's own kubeconfig
 * @param context context in it; empty for its own
 * @param namespace the only namespace to watch; empty for the whole cluster
 * @param requestTimeout real time for one request
 */
public record ClusterConnection(
    String kubeconfig, String context, String namespace, Duration requestTimeout) {

  private static final Duration RECONNECT = Duration.ofSeconds(1);
  private static final int MAX_REQUESTS = 128;

  /** Whether the whole cluster is watched. */
  public boolean clusterWide() {
    return namespace.isEmpty();
  }

  /**
   * A client that repeats no request by itself: informers list again when they must, and what else
   * is asked is asked again when its time comes.
   *
   * @throws IOException when the kubeconfig cannot be read
   */
  KubernetesClient connect(StageMetrics metrics) throws IOException {
    return connect(metrics, RECONNECT);
  }

  /** The same, with other pauses before a watch that ended is begun again. */
  KubernetesClient connect(StageMetrics metrics, Duration reconnect) throws IOException {
    Config config =
        new ConfigBuilder(base())
            .withRequestRetryBackoffLimit(0)
            .withWatchReconnectInterval((int) reconnect.toMillis())
            .withWatchReconnectLimit(-1)
            .withRequestTimeout((int) requestTimeout.toMillis())
            .withConnectionTimeout((int) requestTimeout.toMillis())
            .withMaxConcurrentRequests(MAX_REQUESTS)
            .withMaxConcurrentRequestsPerHost(MAX_REQUESTS)
            .withUserAgent("reflexarc-detector")
            .build();
    token(config).ifPresent(config::setOauthTokenProvider);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(LeanObjects.serialization())
        .withHttpClientBuilderConsumer(
            http ->
                http.addOrReplaceInterceptor("requests", new ApiRequests(metrics))
                    .addOrReplaceInterceptor("ascii", new AsciiWatches()))
        .build();
  }

  private Optional<TokenFile> token(Config config) throws IOException {
    if (!kubeconfig.isEmpty()) {
      return TokenFile.of(Path.of(kubeconfig), context);
    }
    File found = config.getFile();
    return found == null ? TokenFile.ofThePod() : TokenFile.of(found.toPath(), context);
  }

  private Config base() throws IOException {
    String named = context.isEmpty() ? null : context;
    return kubeconfig.isEmpty()
        ? Config.autoConfigure(named)
        : Config.fromKubeconfig(named, Files.readString(Path.of(kubeconfig)), kubeconfig);
  }
}
