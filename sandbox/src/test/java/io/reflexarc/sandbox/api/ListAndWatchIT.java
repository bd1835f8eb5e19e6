package io.reflexarc.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reflexarc.sandbox.api.fault.Fault;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListAndWatchIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final WriteOptions WORLD = WriteOptions.by("world");
  private static final String PODS = "/api/v1/namespaces/default/pods";

  private final ObjectStore store = Objects.store(new Objects.Clock());
  private final HttpClient client = HttpClient.newHttpClient();
  private final ApiServer server =
      ApiServer.start(ApiServerConfig.onPort(0).withWatchQueue(20), store);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldShowOneStateOnAllPages() {
    // given
    for (String name : List.of("a", "b", "c")) {
      pod(name);
    }

    // when
    JsonNode first = get(PODS + "?limit=2");
    pod("aa");
    JsonNode second = get(PODS + "?limit=2&continue=" + first.at("/metadata/continue").asText());

    // then
    assertThat(names(first)).containsExactly("a", "b");
    assertThat(first.at("/metadata/remainingItemCount").asInt()).isEqualTo(1);
    assertThat(names(second)).containsExactly("c");
    assertThat(second.at("/metadata/resourceVersion"))
        .isEqualTo(first.at("/metadata/resourceVersion"));
    assertThat(second.at("/items/0").has("kind")).isFalse();
  }

  @Test
  void shouldBookmarkAtOnceAndEndWhenTheTimeIsUp() {
    // given
    pod("a");

    // when
    List<JsonNode> lines =
        watch(PODS + "?watch=1&resourceVersion=0&allowWatchBookmarks=true&timeoutSeconds=1");

    // then
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).path("type").asText()).isEqualTo("ADDED");
    assertThat(lines.get(1).path("type").asText()).isEqualTo("BOOKMARK");
    assertThat(lines.get(1).at("/object/metadata/resourceVersion").asText())
        .isEqualTo(Long.toString(store.resourceVersion()));
  }

  @Test
  void shouldMarkTheEndOfTheInitialEvents() {
    // given
    pod("a");

    // when
    List<JsonNode> lines =
        watch(
            PODS
                + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                + "&allowWatchBookmarks=true&timeoutSeconds=1");

    // then
    assertThat(lines.get(1).at("/object/metadata/annotations").toString())
        .contains("k8s.io/initial-events-end");
  }

  @Test
  void shouldTellOnlyWhatHappenedAfterAVersion() {
    // given
    pod("a");
    long seen = store.resourceVersion();
    pod("b");

    // when
    List<JsonNode> lines = watch(PODS + "?watch=1&timeoutSeconds=1&resourceVersion=" + seen);

    // then
    assertThat(lines)
        .singleElement()
        .satisfies(line -> assertThat(line.at("/object/metadata/name").asText()).isEqualTo("b"));
  }

  @Test
  void shouldCutOffAWatcherThatDoesNotRead() throws Exception {
    // given
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + PODS + "?watch=1")).build();
    try (InputStream unread = client.send(request, BodyHandlers.ofInputStream()).body()) {
      await().until(() -> server.openWatches() == 1);

      // when
      String large = "x".repeat(200_000);
      for (int i = 0; i < 200; i++) {
        var pod = Objects.pod("p" + i, "x");
        pod.withObjectProperty("metadata").putObject("annotations").put("large", large);
        store.create(BuiltInTypes.PODS, "default", pod, WORLD);
      }
      // then: what was sent can be read, and then the stream ends
      unread.readAllBytes();
      await().until(() -> server.slowWatchersCutOff() == 1);
      assertThat(server.openWatches()).isZero();
    }
  }

  @Test
  void shouldRefuseABodyThatIsTooLarge() throws Exception {
    // given
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + PODS))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(new byte[4 * 1024 * 1024]))
            .build();

    // when
    var answer = client.send(request, BodyHandlers.ofString());

    // then
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("RequestEntityTooLarge");
  }

  @Test
  void shouldFailAsItsFilterDecides() throws Exception {
    // given
    server.requestFilter(request -> new Fault.Refuse(429, 3));

    // when
    var answer =
        client.send(
            HttpRequest.newBuilder(URI.create(server.url() + PODS)).build(),
            BodyHandlers.ofString());

    // then
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("3");
  }

  @Test
  void shouldTellItsTimeAndItsWrites() throws Exception {
    // given
    HttpRequest create =
        HttpRequest.newBuilder(URI.create(server.url() + PODS + "?fieldManager=me"))
            .header("Content-Type", "application/json")
            .header("User-Agent", "test/1")
            .POST(BodyPublishers.ofString(Objects.pod("a", "x").toString()))
            .build();
    client.send(create, BodyHandlers.ofString());

    // when
    JsonNode time = get("/reflexarc/time");
    JsonNode writes = get("/reflexarc/writes");

    // then
    assertThat(time.path("now").asText()).isEqualTo("2026-11-23T16:00:00Z");
    JsonNode write = writes.at("/writes/0");
    assertThat(write.path("verb").asText()).isEqualTo("create");
    assertThat(write.path("name").asText()).isEqualTo("a");
    assertThat(write.path("fieldManager").asText()).isEqualTo("me");
    assertThat(write.path("userAgent").asText()).isEqualTo("test/1");
    assertThat(write.path("changed").asBoolean()).isTrue();
    assertThat(write.path("code").asInt()).isEqualTo(201);
  }

  private void pod(String name) {
    store.create(BuiltInTypes.PODS, "default", Objects.pod(name, "x"), WORLD);
  }

  private List<JsonNode> watch(String path) {
    return body(path).lines().map(ListAndWatchIT::parse).toList();
  }

  private JsonNode get(String path) {
    return parse(body(path));
  }

  private String body(String path) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(JsonNode list) {
    return StreamSupport.stream(list.path("items").spliterator(), false)
        .map(item -> item.at("/metadata/name").asText())
        .toList();
  }
}
