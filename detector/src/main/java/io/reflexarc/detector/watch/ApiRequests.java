package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.Counter;
import io.reflexarc.runtime.metrics.StageMetrics;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/**
 * Counts what the API server was asked, and its answers: a list that is asked for again, a watch
 * that is refused. What the client settles by itself shows here alone.
 */
final class ApiRequests implements Interceptor {

  private final StageMetrics metrics;

  ApiRequests(StageMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    Counter.builder(metrics.name("watch.requests"))
        .tag("verb", verb(request))
        .tag("code", Integer.toString(response.code()))
        .description("Requests to the API server by verb and answer")
        .register(metrics.registry())
        .increment();
  }

  private static String verb(HttpRequest request) {
    String query = String.valueOf(request.uri().getQuery());
    if (!request.method().equals("GET")) {
      return request.method().toLowerCase(Locale.ROOT);
    }
    return query.contains("watch=true") ? "watch" : query.contains("limit=") ? "list" : "get";
  }
}
