package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Single reads of the API server, each bounded in time and size. Answers are read to their end,
 * also those that nobody wants: to cancel one closes a connection that another request may have by
 * then.
 */
final class ApiReader {

  private static final int OK = 200;

  private final HttpClient client;
  private final String master;
  private final Duration timeout;

  /**
   * @param timeout real time for one request
   */
  ApiReader(KubernetesClient client, Duration timeout) {
    this.client = client.getHttpClient();
    String url = client.getMasterUrl().toString();
    this.master = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.timeout = timeout;
  }

  /**
   * What the server answered.
   *
   * @param body empty unless the code is 200
   */
  record Answer(int code, byte[] body) {}

  /**
   * Asks once.
   *
   * @param path from the server's root
   * @param accept media types
   * @param mostBytes of the answer; what is longer is an error
   * @throws IOException when there is no answer in time, or too long a one
   */
  Answer get(String path, String accept, int mostBytes) throws IOException, InterruptedException {
    HttpRequest request =
        client
            .newHttpRequestBuilder()
            .uri(master + path)
            .header("Accept", accept)
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      HttpResponse<AsyncBody> response =
          client
              .consumeBytes(
                  request,
                  (chunks, body) -> {
                    if (append(bytes, chunks, mostBytes)) {
                      body.consume();
                    } else {
                      body.cancel();
                    }
                  })
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      response.body().consume();
      response.body().done().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.code() != OK) {
        return new Answer(response.code(), new byte[0]);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(bytes.size() > mostBytes ? "answered too much" : "did not answer", e);
    }
    if (bytes.size() > mostBytes) {
      throw new IOException("answered more than " + mostBytes + " bytes");
    }
    return new Answer(OK, bytes.toByteArray());
  }

  /** Keeps one byte more than the limit at most, to tell that it was passed. */
  private static boolean append(
      ByteArrayOutputStream bytes, List<ByteBuffer> chunks, int mostBytes) {
    for (ByteBuffer chunk : chunks) {
      byte[] part = new byte[Math.min(chunk.remaining(), mostBytes + 1 - bytes.size())];
      chunk.get(part);
      bytes.writeBytes(part);
      if (bytes.size() > mostBytes) {
        return false;
      }
    }
    return true;
  }
}
