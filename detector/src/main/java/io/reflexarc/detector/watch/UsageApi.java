package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.reflexarc.detector.usage.UsageFailedException;
import io.reflexarc.detector.usage.UsageTransport;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lists {@code PodMetrics} with the watch's address and credentials. */
final class UsageApi implements UsageTransport {

  private static final String GROUP = "apis/metrics.k8s.io/v1beta1/";
  private static final int OK = 200;

  private final HttpClient client;
  private final String address;

  UsageApi(KubernetesClient client, ClusterConnection connection) {
    this.client = client.getHttpClient();
    String master = client.getMasterUrl().toString();
    this.address =
        (master.endsWith("/") ? master : master + "/")
            + GROUP
            + (connection.clusterWide() ? "" : "namespaces/" + connection.namespace() + "/")
            + "pods";
  }

  @Override
  public CompletableFuture<byte[]> list(Duration timeout, int maxBytes) {
    HttpRequest request =
        client
            .newHttpRequestBuilder()
            .uri(address)
            .header("Accept", "application/json")
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AtomicBoolean tooLarge = new AtomicBoolean();
    CompletableFuture<HttpResponse<AsyncBody>> answer =
        client.consumeBytes(
            request,
            (chunks, body) -> {
              if (append(bytes, chunks, maxBytes)) {
                body.consume();
              } else {
                tooLarge.set(true);
                body.cancel();
              }
            });
    return answer.thenCompose(response -> whole(response, bytes, tooLarge));
  }

  private static CompletableFuture<byte[]> whole(
      HttpResponse<AsyncBody> response, ByteArrayOutputStream bytes, AtomicBoolean tooLarge) {
    if (response.code() != OK) {
      response.body().cancel();
      throw new UsageFailedException(word(response.code()), "answered " + response.code());
    }
    response.body().consume();
    return response
        .body()
        .done()
        .handle(
            (done, error) -> {
              if (tooLarge.get()) {
                throw new UsageFailedException("too-large", "the list is too long");
              }
              if (error != null) {
                throw new UsageFailedException("status", String.valueOf(error));
              }
              return bytes.toByteArray();
            });
  }

  /** An aggregated API without its server behind it answers 503. */
  private static String word(int status) {
    return switch (status) {
      case 404, 503 -> "not-served";
      case 401, 403 -> "forbidden";
      default -> "status";
    };
  }

  private static boolean append(
      ByteArrayOutputStream bytes, List<ByteBuffer> chunks, int maxBytes) {
    for (ByteBuffer chunk : chunks) {
      if (bytes.size() + chunk.remaining() > maxBytes) {
        return false;
      }
      byte[] part = new byte[chunk.remaining()];
      chunk.get(part);
      bytes.writeBytes(part);
    }
    return true;
  }
}
