package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.reflexarc.detector.scrape.Endpoint;
import io.reflexarc.detector.scrape.Fetched;
import io.reflexarc.detector.scrape.ScrapeFailedException;
import io.reflexarc.detector.scrape.ScrapeTransport;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reaches pods through the API server's proxy, with its address and credentials. */
final class ApiProxyTransport implements ScrapeTransport {

  private static final int OK = 200;

  private final HttpClient client;
  private final String master;

  ApiProxyTransport(KubernetesClient client) {
    this.client = client.getHttpClient();
    this.master = client.getMasterUrl().toString();
  }

  @Override
  public CompletableFuture<Fetched> fetch(Endpoint endpoint, Duration timeout, int maxBytes) {
    HttpRequest request =
        client
            .newHttpRequestBuilder()
            .uri(address(endpoint))
            .header("Accept", ACCEPT)
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<AsyncBody>> answer =
        client.consumeBytes(
            request,
            (chunks, body) -> {
              if (append(bytes, chunks, maxBytes)) {
                body.consume();
              } else {
                body.cancel();
              }
            });
    return answer.thenCompose(response -> whole(response, bytes, maxBytes));
  }

  private static CompletableFuture<Fetched> whole(
      HttpResponse<AsyncBody> response, ByteArrayOutputStream bytes, int maxBytes) {
    if (response.code() != OK) {
      response.body().cancel();
      throw new ScrapeFailedException("status", "answered " + response.code());
    }
    response.body().consume();
    return response
        .body()
        .done()
        .handle(
            (done, error) -> {
              if (bytes.size() > maxBytes) {
                throw new ScrapeFailedException(
                    "too-large", "answered more than " + maxBytes + " bytes");
              }
              if (error != null) {
                throw new ScrapeFailedException("unreachable", String.valueOf(error));
              }
              String type = response.header("Content-Type");
              return new Fetched(bytes.toByteArray(), type != null && Fetched.isOpenMetrics(type));
            });
  }

  /** Keeps one byte more than the limit at most, to tell that it was passed. */
  private static boolean append(
      ByteArrayOutputStream bytes, List<ByteBuffer> chunks, int maxBytes) {
    for (ByteBuffer chunk : chunks) {
      byte[] part = new byte[Math.min(chunk.remaining(), maxBytes + 1 - bytes.size())];
      chunk.get(part);
      bytes.writeBytes(part);
      if (bytes.size() > maxBytes) {
        return false;
      }
    }
    return true;
  }

  private String address(Endpoint endpoint) {
    String scheme = endpoint.scheme().equals("https") ? "https:" : "";
    return master
        + (master.endsWith("/") ? "" : "/")
        + "api/v1/namespaces/"
        + endpoint.namespace()
        + "/pods/"
        + scheme
        + endpoint.pod()
        + ":"
        + endpoint.port()
        + "/proxy"
        + endpoint.path();
  }

  @Override
  public void close() {
    // the client is the watch's
  }
}
