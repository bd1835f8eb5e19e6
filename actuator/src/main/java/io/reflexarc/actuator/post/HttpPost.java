package io.reflexarc.actuator.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.Fault;
import io.reflexarc.actuator.post.Endpoint.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON over HTTP. Redirects are not followed, an answer is read up to 2 KiB, and what is said
 * of a failure names the endpoint, never its address or its secret.
 */
public final class HttpPost implements Post {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int MOST_SAID = 200;
  private static final String ALGORITHM = "HmacSHA256";

  private final Map<String, Line> lines = new HashMap<>();
  private final InstantSource time;

  /** An endpoint, and the way to it. */
  private record Line(Endpoint endpoint, HttpClient client) {}

  /**
   * @param time for the signatures
   * @throws IllegalArgumentException when an endpoint's certificates cannot be read
   */
  public HttpPost(Endpoints endpoints, InstantSource time) {
    this.time = time;
    endpoints.byName().forEach((name, it) -> lines.put(name, new Line(it, client(it))));
  }

  @Override
  public boolean knows(String endpoint) {
    return lines.containsKey(endpoint);
  }

  @Override
  public Delivery send(Letter letter) {
    Line line = lines.get(letter.endpoint());
    if (line == null) {
      return Post.NONE.send(letter);
    }
    try {
      Optional<Secret> secret = line.endpoint().secret();
      String proof = secret.isPresent() ? secret.get().read() : "";
      return send(line, letter, proof);
    } catch (IOException e) {
      return refused(Fault.Kind.UNAUTHORIZED, line.endpoint(), String.valueOf(e.getMessage()));
    }
  }

  private Delivery send(Line line, Letter letter, String secret) {
    Endpoint endpoint = line.endpoint();
    CompletableFuture<HttpResponse<String>> answer =
        line.client().sendAsync(request(endpoint, letter, secret), info -> new BoundedText());
    try {
      HttpResponse<String> response =
          answer.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return judged(endpoint, response, said(response.body(), secret));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return unknown(endpoint, "interrupted while waiting for the answer");
    } catch (TimeoutException e) {
      answer.cancel(true);
      return unknown(endpoint, "no answer within " + endpoint.timeout().toMillis() + " ms");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return cause instanceof ConnectException
              || cause instanceof HttpConnectTimeoutException
              || cause instanceof SSLHandshakeException
          ? refused(Fault.Kind.UNREACHABLE, endpoint, "cannot be reached: " + name(cause))
          : unknown(endpoint, name(cause));
    }
  }

  /** Of what a client says the name alone: its message may quote the address. */
  private static String name(@Nullable Throwable cause) {
    return cause == null ? "no answer" : cause.getClass().getSimpleName();
  }

  private HttpRequest request(Endpoint endpoint, Letter letter, String secret) {
    String body = body(endpoint, letter, secret);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(endpoint))
            .timeout(endpoint.timeout())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", letter.key());
    letter.headers().forEach(request::header);
    switch (endpoint.proof()) {
      case BEARER -> request.header("Authorization", "Bearer " + secret);
      case HMAC -> {
        String at = Long.toString(time.instant().getEpochSecond());
        request
            .header("Reflexarc-Timestamp", at)
            .header("Reflexarc-Signature", "v1=" + signature(secret, at + "." + body));
      }
      case ROUTING_KEY, NONE -> {}
    }
    return request.build();
  }

  private static URI address(Endpoint endpoint) {
    return endpoint.kind() == Kind.ALERTMANAGER
        ? URI.create(endpoint.url().toString().replaceAll("/+$", "") + "/api/v2/alerts")
        : endpoint.url();
  }

  private static String body(Endpoint endpoint, Letter letter, String secret) {
    if (endpoint.proof() != Endpoint.Proof.ROUTING_KEY) {
      return letter.body();
    }
    try {
      return ((ObjectNode) JSON.readTree(letter.body())).put("routing_key", secret).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a message that is no JSON", e);
    }
  }

  /** Hexadecimal HMAC-SHA256, as a receiver works it out. */
  static String signature(String secret, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static Delivery judged(Endpoint endpoint, HttpResponse<String> response, String said) {
    int status = response.statusCode();
    String what = "answers " + status + (said.isEmpty() ? "" : " " + said);
    if (status >= 200 && status < 300) {
      return new Delivery.Taken(what);
    }
    if (status >= 500) {
      return new Delivery.Unknown(
          new Fault(Fault.Kind.SERVER_ERROR, endpoint + " " + what, patience(response)));
    }
    if (status == 429 || status == 408 || status == 425) {
      return new Delivery.Refused(
          new Fault(Fault.Kind.TOO_MANY_REQUESTS, endpoint + " " + what, patience(response)));
    }
    return refused(
        status == 401 ? Fault.Kind.UNAUTHORIZED : Fault.Kind.INVALID,
        endpoint,
        what + (status < 400 ? "; redirects are not followed" : ""));
  }

  private static Duration patience(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }

  /** The first line of an answer; one that quotes our secret does not get to the log with it. */
  private static String said(String body, String secret) {
    String line = body.strip().lines().findFirst().orElse("");
    String clean = secret.isEmpty() ? line : line.replace(secret, "***");
    return clean.length() <= MOST_SAID ? clean : clean.substring(0, MOST_SAID) + "...";
  }

  private static Delivery refused(Fault.Kind kind, Endpoint endpoint, String what) {
    return new Delivery.Refused(Fault.of(kind, endpoint + ": " + what));
  }

  private static Delivery unknown(Endpoint endpoint, String what) {
    return new Delivery.Unknown(Fault.of(Fault.Kind.NO_ANSWER, endpoint + ": " + what));
  }

  private static HttpClient client(Endpoint endpoint) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    endpoint.caFile().ifPresent(file -> client.sslContext(trusting(endpoint, file)));
    return client.build();
  }

  private static SSLContext trusting(Endpoint endpoint, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + number++, each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "endpoint " + endpoint.name() + ": " + file + " holds no certificates", e);
    }
  }

  @Override
  public void close() {}
}
