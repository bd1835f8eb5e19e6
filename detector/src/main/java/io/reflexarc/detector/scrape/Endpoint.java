package io.reflexarc.detector.scrape;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.PodView;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a pod exposes its metrics, by its annotations {@code prometheus.io/scrape}, {@code port},
 * {@code path} and {@code scheme}.
 *
 * @param host the pod's address
 * @param startedAt when the measured container last started; null when unknown
 */
public record Endpoint(
    String namespace,
    String pod,
    String host,
    String scheme,
    int port,
    String path,
    @Nullable Instant startedAt) {

  private static final String PREFIX = "prometheus.io/";
  private static final String CONTAINER = "reflexarc.io/scrape-container";
  private static final int DEFAULT_PORT = 8080;
  private static final int MAX_PATH = 1_024;

  /** What a path may hold. */
  static final String PATH = "/[A-Za-z0-9/._~%?&=\\[\\],:@!$'()*+;-]*";

  /** The endpoint of a pod; empty when it asks for no scrape, or cannot be scraped now. */
  public static Optional<Endpoint> of(PodView pod) {
    if (!"true".equals(pod.meta().annotation(PREFIX + "scrape"))) {
      return Optional.empty();
    }
    Optional<Integer> port = port(pod.meta().annotation(PREFIX + "port"));
    String path = Objects.requireNonNullElse(pod.meta().annotation(PREFIX + "path"), "/metrics");
    String scheme = Objects.requireNonNullElse(pod.meta().annotation(PREFIX + "scheme"), "http");
    if (port.isEmpty() || !(scheme.equals("http") || scheme.equals("https")) || !isPath(path)) {
      return Optional.empty();
    }
    return at(pod, scheme, port.get(), path, pod.meta().annotation(CONTAINER));
  }

  /**
   * A given endpoint of a pod; empty when it cannot be scraped now.
   *
   * @param container the container whose restarts matter; null for the one that an annotation
   *     names, or the first
   */
  static Optional<Endpoint> at(
      PodView pod, String scheme, int port, String path, @Nullable String container) {
    if (pod.ip() == null || pod.ip().isEmpty() || !pod.phase().equals("Running")) {
      return Optional.empty();
    }
    return Optional.of(
        new Endpoint(
            pod.meta().namespace(),
            pod.meta().name(),
            pod.ip(),
            scheme,
            port,
            path,
            startedAt(pod, container)));
  }

  /** Whether a pod's owner wants no scrape of it, whoever asks. */
  static boolean isUnwanted(PodView pod) {
    return "false".equals(pod.meta().annotation(PREFIX + "scrape"));
  }

  private static @Nullable Instant startedAt(PodView pod, @Nullable String asked) {
    String named = asked == null ? pod.meta().annotation(CONTAINER) : asked;
    Optional<ContainerView> container =
        named == null ? pod.containers().stream().findFirst() : pod.container(named);
    return container.map(ContainerView::runningSince).orElse(null);
  }

  private static boolean isPath(String path) {
    return path.length() <= MAX_PATH && path.matches(PATH);
  }

  private static Optional<Integer> port(@Nullable String written) {
    if (written == null) {
      return Optional.of(DEFAULT_PORT);
    }
    try {
      int port = Integer.parseInt(written.strip());
      return port > 0 && port < 65_536 ? Optional.of(port) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
