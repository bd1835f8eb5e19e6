package io.reflexarc.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Paths, codes and bodies of Confluent's REST that our own client does not use. */
class RegistryRestTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String ONE = "{\"type\":\"record\",\"name\":\"T\",\"fields\":[]}";
  private static final String TWO =
      "{\"type\":\"record\",\"name\":\"T\",\"fields\":"
          + "[{\"name\":\"a\",\"type\":\"string\",\"default\":\"\"}]}";
  private static final String BREAKING =
      "{\"type\":\"record\",\"name\":\"T\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}";

  private final MemoryLog log = new MemoryLog();
  private EmbeddedRegistry registry = EmbeddedRegistry.start(log, 0);

  private record Answer(int status, JsonNode body) {
    int errorCode() {
      return body.path("error_code").asInt();
    }
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void shouldGiveOneIdToOneSchemaWhateverTheSubject() throws Exception {
    assertThat(register("a", ONE).body()).hasToString("{\"id\":1}");
    assertThat(register("b", " " + ONE).body()).hasToString("{\"id\":1}");
    assertThat(register("b", TWO).body()).hasToString("{\"id\":2}");
    assertThat(get("/subjects").body()).hasToString("[\"a\",\"b\"]");
    assertThat(get("/subjects/b/versions").body()).hasToString("[1,2]");
    assertThat(get("/schemas/ids/1/subjects").body()).hasToString("[\"a\",\"b\"]");
    assertThat(get("/schemas/ids/2/versions").body())
        .hasToString("[{\"subject\":\"b\",\"version\":2}]");
    assertThat(get("/schemas/ids/1/schema").body()).isEqualTo(JSON.readTree(ONE));
    assertThat(get("/subjects/b/versions/latest/schema").body()).isEqualTo(JSON.readTree(TWO));
  }

  @Test
  void shouldAnswerWithConfluentsCodesWhenSomethingIsMissing() throws Exception {
    register("a", ONE);
    assertRefused(get("/subjects/x/versions"), 404, 40401);
    assertRefused(get("/subjects/a/versions/7"), 404, 40402);
    assertRefused(get("/schemas/ids/99"), 404, 40403);
    assertRefused(post("/subjects/a", schema(TWO)), 404, 40403);
    assertRefused(get("/config/a"), 404, 40408);
    assertRefused(get("/mode/a"), 404, 40409);
    assertRefused(get("/nowhere"), 404, 404);
  }

  @Test
  void shouldAnswerWithConfluentsCodesWhenARequestIsWrong() throws Exception {
    register("a", ONE);
    assertRefused(register("a", "{\"type\":\"nonsense\"}"), 422, 42201);
    assertRefused(post("/subjects/a/versions", "{}"), 422, 42201);
    assertRefused(
        post("/subjects/a/versions", "{\"schema\":\"x\",\"schemaType\":\"JSON\"}"), 422, 42201);
    assertRefused(post("/subjects/a/versions", "hello"), 422, 42298);
    assertRefused(get("/subjects/a/versions/0"), 422, 42202);
    assertRefused(get("/subjects/a/versions/newest"), 422, 42202);
    assertRefused(put("/config", "{\"compatibility\":\"SOMEWHAT\"}"), 422, 42203);
    assertRefused(put("/mode", "{\"mode\":\"MAYBE\"}"), 422, 42204);
    assertRefused(register("a", "[".repeat(5_000) + "]".repeat(5_000)), 422, 42201);
    assertRefused(register("a", " ".repeat(3 << 20)), 413, 413);
  }

  @Test
  void shouldHoldSubjectsToTheirLevelWhenSchemasChange() throws Exception {
    // given
    register("a", ONE);
    assertThat(get("/config").body()).hasToString("{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");

    // then
    assertRefused(register("a", BREAKING), 409, 409);
    Answer verdict =
        post("/compatibility/subjects/a/versions/latest?verbose=true", schema(BREAKING));
    assertThat(verdict.body().get("is_compatible").asBoolean()).isFalse();
    assertThat(verdict.body().get("messages").get(0).asText()).contains("cannot read the old one");
    assertThat(post("/compatibility/subjects/a/versions", schema(TWO)).body())
        .hasToString("{\"is_compatible\":true}");

    // when
    assertThat(put("/config/a", "{\"compatibility\":\"none\"}").body())
        .hasToString("{\"compatibility\":\"NONE\"}");

    // then
    assertThat(register("a", BREAKING).status()).isEqualTo(200);
    assertThat(get("/config/b?defaultToGlobal=true").body())
        .hasToString("{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
  }

  @Test
  void shouldLookAtAllVersionsOnlyWhenTheLevelIsTransitive() throws Exception {
    // given
    register("a", TWO);
    put("/config/a", "{\"compatibility\":\"BACKWARD\"}");
    register("a", ONE);

    // then
    String number = TWO.replace("\"string\",\"default\":\"\"", "\"long\",\"default\":0");
    assertThat(post("/compatibility/subjects/a/versions", schema(number)).body())
        .hasToString("{\"is_compatible\":true}");
    put("/config/a", "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}");
    assertThat(post("/compatibility/subjects/a/versions", schema(number)).body())
        .hasToString("{\"is_compatible\":false}");
  }

  @Test
  void shouldDeleteSoftlyFirstWhenAskedTo() throws Exception {
    register("a", ONE);
    register("a", TWO);
    assertRefused(delete("/subjects/a?permanent=true"), 404, 40405);
    assertRefused(delete("/subjects/a/versions/1?permanent=true"), 404, 40407);
    assertThat(delete("/subjects/a/versions/1").body()).hasToString("1");
    assertThat(get("/subjects/a/versions").body()).hasToString("[2]");
    assertThat(get("/subjects/a/versions?deleted=true").body()).hasToString("[1,2]");
    assertThat(delete("/subjects/a").body()).hasToString("[2]");
    assertThat(get("/subjects").body()).hasToString("[]");
    assertRefused(delete("/subjects/a"), 404, 40404);
    assertThat(get("/schemas/ids/1").status()).isEqualTo(200);
    assertThat(delete("/subjects/a?permanent=true").body()).hasToString("[1,2]");
    assertRefused(get("/schemas/ids/1"), 404, 40403);
  }

  @Test
  void shouldNeverUseAnIdAgainWhenItsSchemaIsGoneForGood() throws Exception {
    // given
    register("a", ONE);
    register("a", TWO);
    delete("/subjects/a");
    delete("/subjects/a?permanent=true");

    // when
    restart();

    // then
    assertThat(register("b", "\"string\"").body()).hasToString("{\"id\":3}");
  }

  @Test
  void shouldReviveTheVersionWhenADeletedSchemaComesBack() throws Exception {
    register("a", ONE);
    delete("/subjects/a");
    assertThat(register("a", ONE).body()).hasToString("{\"id\":1}");
    assertThat(get("/subjects/a/versions").body()).hasToString("[1]");
  }

  @Test
  void shouldTakeNoSchemaWhenItIsReadOnly() throws Exception {
    register("a", ONE);
    assertThat(put("/mode/a", "{\"mode\":\"READONLY\"}").body())
        .hasToString("{\"mode\":\"READONLY\"}");
    assertRefused(register("a", TWO), 422, 42205);
    assertThat(register("a", ONE).status()).isEqualTo(200);
    assertThat(delete("/mode/a").status()).isEqualTo(200);
    assertThat(register("a", TWO).status()).isEqualTo(200);
  }

  @Test
  void shouldKnowEverythingAgainWhenStartedOnTheSameLog() throws Exception {
    // given
    register("a", ONE);
    put("/config/a", "{\"compatibility\":\"FORWARD\"}");
    put("/mode", "{\"mode\":\"READONLY\"}");

    // when
    restart();

    // then
    assertThat(get("/subjects/a/versions/1").body().get("id").asInt()).isEqualTo(1);
    assertThat(get("/config/a").body()).hasToString("{\"compatibilityLevel\":\"FORWARD\"}");
    assertThat(get("/mode").body()).hasToString("{\"mode\":\"READONLY\"}");
  }

  @Test
  void shouldNotBelieveWhatTheLogDidNotKeep() throws Exception {
    // given
    register("a", ONE);
    log.breakDown();

    // then
    assertRefused(register("a", TWO), 500, 50001);
    assertThat(get("/subjects/a/versions").body()).hasToString("[1]");
  }

  private void restart() {
    registry.close();
    registry = EmbeddedRegistry.start(log, 0);
  }

  private static void assertRefused(Answer answer, int status, int code) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.errorCode()).as(answer.toString()).isEqualTo(code);
    assertThat(answer.body().get("message").asText()).isNotEmpty();
  }

  private Answer register(String subject, String schema) throws Exception {
    return post("/subjects/" + subject + "/versions", schema(schema));
  }

  private static String schema(String text) {
    return JSON.createObjectNode().put("schema", text).toString();
  }

  private Answer get(String path) throws Exception {
    return send("GET", path, "");
  }

  private Answer post(String path, String body) throws Exception {
    return send("POST", path, body);
  }

  private Answer put(String path, String body) throws Exception {
    return send("PUT", path, body);
  }

  private Answer delete(String path) throws Exception {
    return send("DELETE", path, "");
  }

  private Answer send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registry.url() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
  }
}
