package io.reflexarc.detector.scrape;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Reaches pods at their own addresses. Follows no redirects: a pod may not send us elsewhere. */
public final class PodAddressTransport implements ScrapeTransport {

  private static final int OK = 200;

  private final HttpClient client;

  /**
   * @param executor runs what follows an answer
   * @param connectTimeout real time to connect
   */
  public PodAddressTransport(Executor executor, Duration connectTimeout) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(executor)
            .build();
  }

  @Override
  public CompletableFuture<Fetched> fetch(Endpoint endpoint, Duration timeout, int maxBytes) {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(address(endpoint))
              .timeout(timeout)
              .header("Accept", ACCEPT)
              .header("User-Agent", "reflexarc-detector")
              .GET()
              .build();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return CompletableFuture.failedFuture(
          new ScrapeFailedException("address", "no usable address: " + e.getMessage()));
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, info -> new LimitedBody(maxBytes));
    return answer.thenApply(PodAddressTransport::fetched);
  }

  private static Fetched fetched(HttpResponse<byte[]> response) {
    if (response.statusCode() != OK) {
      throw new ScrapeFailedException("status", "answered " + response.statusCode());
    }
    return new Fetched(
        response.body(),
        Fetched.isOpenMetrics(response.headers().firstValue("Content-Type").orElse("")));
  }

  private static URI address(Endpoint endpoint) throws URISyntaxException {
    String host = endpoint.host().contains(":") ? "[" + endpoint.host() + "]" : endpoint.host();
    return new URI(endpoint.scheme() + "://" + host + ":" + endpoint.port() + endpoint.path());
  }

  @Override
  public void close() {
    // the JDK's client ends when it is no longer reachable
  }
}
