package io.reflexarc.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reflexarc.schemas.registry.RegistryException.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call to the registry: each URL in turn, again with longer and longer pauses while none
 * answers, until the caller's patience is at an end. Every call of the API may be repeated safely.
 */
final class RegistryHttp {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final long MAX_ANSWER_BYTES = 4L << 20;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** Clients without TLS settings are shared: each has a thread of its own. */
  private static final Map<Duration, HttpClient> PLAIN = new ConcurrentHashMap<>();

  private final RegistrySettings settings;
  private final HttpClient client;
  private volatile int preferred;

  RegistryHttp(RegistrySettings settings) {
    this.settings = settings;
    this.client =
        settings.tls() == null
            ? PLAIN.computeIfAbsent(settings.connectTimeout(), t -> builder(t).build())
            : builder(settings.connectTimeout()).sslContext(settings.tls()).build();
  }

  private static HttpClient.Builder builder(Duration connectTimeout) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connectTimeout);
  }

  JsonNode get(String path) {
    return call("GET", path, null);
  }

  JsonNode post(String path, JsonNode body) {
    return call("POST", path, body.toString());
  }

  /** As {@link #get}, once, without a second try. */
  JsonNode getOnce(String path) {
    Attempt attempt = round("GET", path, null, System.nanoTime() + settings.patience().toNanos());
    return attempt.answer().orThrow(attempt.what());
  }

  private JsonNode call(String method, String path, @Nullable String body) {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    Duration pause = FIRST_PAUSE;
    int rounds = 0;
    while (true) {
      Attempt attempt = round(method, path, body, deadline);
      rounds++;
      if (!attempt.answer().worthAnotherTry()) {
        return attempt.answer().orThrow(attempt.what());
      }
      if (System.nanoTime() + pause.toNanos() >= deadline) {
        throw attempt.answer().unavailable(attempt.what(), rounds, settings.patience());
      }
      LOG.debug("{} failed ({}), trying again in {}", attempt.what(), attempt.answer(), pause);
      rest(pause);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  private record Attempt(String what, RegistryAnswer answer) {}

  private Attempt round(String method, String path, @Nullable String body, long deadline) {
    int first = preferred;
    int count = settings.urls().size();
    Attempt last = null;
    for (int i = 0; i < count; i++) {
      int index = (first + i) % count;
      URI url = URI.create(settings.urls().get(index) + path);
      last = new Attempt(method + " " + url, attempt(method, url, body, deadline));
      if (!last.answer().worthAnotherTry()) {
        preferred = index;
        return last;
      }
    }
    return Objects.requireNonNull(last, "settings name at least one URL");
  }

  private RegistryAnswer attempt(String method, URI url, @Nullable String body, long deadline) {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return RegistryAnswer.none("no time left", null);
    }
    Duration limit = Duration.ofNanos(Math.min(left, settings.requestTimeout().toNanos()));
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request(method, url, body, limit), info -> new BoundedBody(MAX_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> response = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return new RegistryAnswer(response.statusCode(), json(response.body()), null);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return RegistryAnswer.none("no answer in " + limit.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return cause instanceof BoundedBody.TooLongException
          ? RegistryAnswer.useless(String.valueOf(cause.getMessage()), cause)
          : RegistryAnswer.none(cause.toString(), cause);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted(e);
    }
  }

  private HttpRequest request(String method, URI url, @Nullable String body, Duration limit) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .method(method, publisher)
            .timeout(limit)
            .header("Accept", MEDIA_TYPE + ", application/json");
    if (body != null) {
      request.header("Content-Type", MEDIA_TYPE);
    }
    settings.credentials().header().ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  /** The JSON of an answer; null when it is none, which its status then explains. */
  private static @Nullable JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return null;
    }
  }

  private static void rest(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RegistryException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RegistryException(
        Problem.UNAVAILABLE, "interrupted while asking the schema registry", e);
  }
}
