package io.reflexarc.detector.promql;

import io.reflexarc.detector.scrape.LimitedBody;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Asks a server by Prometheus's HTTP API. Follows no redirects. */
final class PrometheusClient {

  private static final int OK = 200;
  private static final int REFUSED = 400;
  private static final int UNPROCESSABLE = 422;

  private final PromqlSettings settings;
  private final HttpClient client;

  PrometheusClient(PromqlSettings settings, Executor executor) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .executor(executor)
            .build();
  }

  /** Asks a query of a group for a moment. Never blocks. */
  CompletableFuture<List<Series>> ask(PromqlGroup group, PromqlQuery query, Instant at) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("query", query.expression());
    form.put("timeout", seconds(settings.timeout()));
    if (group.lookback() != null) {
      form.put("lookback_delta", seconds(group.lookback()));
    }
    Duration step = query.step();
    if (step == null) {
      form.put("time", at.toString());
      return post("query", form);
    }
    form.put("start", at.minus(group.interval()).plus(step).toString());
    form.put("end", at.toString());
    form.put("step", seconds(step));
    return post("query_range", form);
  }

  private CompletableFuture<List<Series>> post(String path, Map<String, String> form) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path))
            .timeout(settings.timeout())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .header("User-Agent", "reflexarc-detector")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
    if (!settings.authorization().isEmpty()) {
      request.header("Authorization", settings.authorization());
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request.build(), info -> new LimitedBody(settings.maxBytes()));
    return answer
        .orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(this::read);
  }

  private List<Series> read(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status != OK && status != REFUSED && status != UNPROCESSABLE) {
      throw new QueryFailedException("status", "answered " + status);
    }
    return QueryAnswer.read(response.body(), settings.maxSeries());
  }

  private URI address(String path) {
    String base = settings.server().toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + "api/v1/" + path);
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String seconds(Duration duration) {
    return Double.toString(duration.toMillis() / 1_000.0);
  }
}
